/*
 * In each line, an instant of the second of two hours that the clocks of its zones have shown alike. Of every zone of the database
 * whose clocks have been set back since 2010 one stands here: most do it together, some did it once and for all.
 */
const INSTANTS_OF_A_SECOND_HOUR: readonly string[] = [
  // Europe at 01:00 UTC; Chişinău and Baku; Moscow, and what Russia had until 2014; Jerusalem, Damascus, Amman, Cairo, Beirut.
  ...["2022-10-30T01:15", "2010-10-31T00:15", "2014-10-25T22:15", "2014-10-25T18:15", "2014-10-25T17:15"],
  ...["2014-10-25T16:15", "2014-10-25T15:15", "2010-10-30T23:15", "2010-10-30T21:15", "2010-10-30T20:15"],
  ...["2010-10-30T15:15", "2025-10-25T23:15", "2021-10-28T22:15", "2021-10-28T21:15", "2025-10-30T21:15"],
  // New York, Chicago, Denver, Los Angeles, Anchorage, Adak, Halifax, Miquelon; Mexico; western Brazil.
  ...["2023-11-05T06:15", "2023-11-05T07:15", "2023-11-05T08:15", "2014-11-02T09:15", "2023-11-05T10:15"],
  ...["2023-11-05T11:15", "2023-11-05T05:15", "2023-11-05T04:45", "2014-10-26T07:15", "2021-10-31T08:15"],
  ...["2013-11-10T04:15"],
  // Santiago, Asunción, São Paulo, Cuiabá, Bahia, Montevideo, Stanley.
  ...["2016-05-15T03:15", "2024-03-24T03:15", "2013-02-17T02:15", "2019-02-17T03:15", "2012-02-26T02:15"],
  ...["2015-03-08T04:15", "2010-04-18T05:15"],
  // Sydney, Adelaide, Lord Howe Island (by half an hour), Auckland and Apia, Fiji, Tonga; the stations of Antarctica.
  ...["2024-04-06T16:45", "2025-04-05T15:15", "2021-04-03T14:15", "2021-01-16T14:15", "2017-01-14T13:15"],
  ...["2023-12-17T19:15", "2023-03-08T16:15", "2011-10-27T19:15"],
  // Casablanca at Ramadan, Juba, Khartoum, São Tomé, Windhoek, Tripoli.
  ...["2025-02-23T02:15", "2021-01-31T21:15", "2017-10-31T21:15", "2019-01-01T01:15", "2017-04-02T00:15"],
  ...["2012-11-10T00:15"],
  // Tehran, Almaty, Qyzylorda, Yerevan, Hovd, Ulaanbaatar, Pyongyang (by half an hour).
  ...["2022-09-21T19:45", "2024-02-29T18:15", "2018-12-20T18:15", "2011-10-29T22:15", "2016-09-23T16:15"],
  ...["2016-09-23T15:15", "2015-08-14T15:15"],
];

const HOUR_MS = 3_600_000;

/** Lord Howe Island and Pyongyang: half an hour before is the same to their clocks, an hour before is not. */
const INSTANTS_OF_A_FIRST_HALF_HOUR: readonly string[] = ["2025-04-05T14:45:00Z", "2015-08-14T14:45:00Z"];

/*
 * Times that UTC has and the clocks of a zone have not, as they were set forward over them: what takes the text of a time for
 * local time moves it. Berlin, New York, Athens, London, Sydney, Beirut, Santiago, São Paulo, Auckland, Apia, Tehran, Cairo.
 */
const TIMES_LEFT_OUT: readonly string[] = [
  ...["2011-03-27T02:15:00Z", "2020-03-08T02:15:00Z", "2013-03-31T03:15:00Z", "2025-03-30T01:15:00Z"],
  ...["2022-10-02T02:15:00Z", "2022-03-27T00:15:00Z", "2016-08-14T00:15:00Z", "2012-10-21T00:15:00Z"],
  ...["2025-09-28T02:15:00Z", "2020-09-27T03:15:00Z", "2022-03-22T00:15:00Z", "2025-04-25T00:15:00Z"],
];

/** Instants of hours that come twice somewhere, with those an hour before, and times that are nowhere on the clocks of a zone. */
export function clockChanges(): readonly string[] {
  const pairs = INSTANTS_OF_A_SECOND_HOUR.flatMap((instant) => {
    const second = `${instant}:00Z`;
    return [second, `${new Date(Date.parse(second) - HOUR_MS).toISOString().slice(0, 19)}Z`];
  });
  // Zones share an hour: what is the first one to some is the second one to others.
  return [...new Set([...pairs, ...INSTANTS_OF_A_FIRST_HALF_HOUR, ...TIMES_LEFT_OUT])];
}
