import { testLawfulServers } from "./lawful.ts";

testLawfulServers(3, 4);
