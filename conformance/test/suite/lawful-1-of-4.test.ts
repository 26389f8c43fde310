import { testLawfulServers } from "./lawful.ts";

testLawfulServers(0, 4);
