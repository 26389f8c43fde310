import { testLawfulServers } from "./lawful.ts";

testLawfulServers(1, 4);
