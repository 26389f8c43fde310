import { testLawfulServers } from "./lawful.ts";

testLawfulServers(2, 4);
