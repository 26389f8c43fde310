import { httpMutants } from "../../mutants/http.ts";
import { testMutants } from "../mutants.ts";

testMutants(httpMutants);
