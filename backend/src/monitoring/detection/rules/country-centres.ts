/** Where a country is: degrees of its centre, and how far its farther parts lie from that, in kilometres. */
interface Centre {
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
}

// ISO 3166-1 alpha-2, latitude, longitude, radius. Rounded: what is decided by them is whether two countries are hours of
// flight apart. The radius reaches the places where people live, not every island.
const TABLE = `
AD 42.5 1.5 20, AE 24 54 250, AF 34 66 600, AG 17.1 -61.8 30, AI 18.2 -63.1 20, AL 41 20 170, AM 40.2 45 180,
AO -12.5 18.5 900, AR -35 -65 1800, AS -14.3 -170.7 20, AT 47.6 14.1 300, AU -26 134 2200, AW 12.5 -70 20,
AX 60.2 20 50, AZ 40.3 47.7 260, BA 44.2 17.8 180, BB 13.2 -59.5 20, BD 23.8 90.3 350, BE 50.6 4.6 150,
BF 12.3 -1.7 450, BG 42.8 25.2 270, BH 26 50.5 30, BI -3.4 29.9 140, BJ 9.5 2.3 350, BL 17.9 -62.8 10,
BM 32.3 -64.8 20, BN 4.5 114.7 80, BO -16.7 -64.7 800, BQ 12.2 -68.3 50, BR -10.8 -53 2300, BS 24.7 -77.5 350,
BT 27.4 90.4 160, BW -22.2 23.8 550, BY 53.5 28 330, BZ 17.2 -88.6 150, CA 56 -96 2700, CD -2.9 23.6 1200,
CF 6.6 20.5 650, CG -0.8 15.2 550, CH 46.8 8.2 190, CI 7.6 -5.6 400, CK -21.2 -159.8 30, CL -35.5 -71.4 2200,
CM 5.7 12.7 650, CN 35 103 2500, CO 3.9 -73.1 900, CR 9.9 -84.2 230, CU 21.6 -79 600, CV 16 -24 180,
CW 12.2 -69 40, CY 35 33.2 120, CZ 49.7 15.3 260, DE 51.1 10.4 480, DJ 11.7 42.6 120, DK 56 10 250,
DM 15.4 -61.4 30, DO 18.9 -70.5 200, DZ 28 2.6 1200, EC -1.4 -78.8 500, EE 58.7 25.5 200, EG 26.6 29.8 700,
EH 24.2 -12.2 500, ER 15.4 38.8 400, ES 40.2 -3.6 600, ET 8.6 39.6 750, FI 64.5 26.3 600, FJ -17.8 178 250,
FK -51.7 -59.4 130, FM 7 154 900, FO 62 -6.9 60, FR 46.6 2.5 550, GA -0.6 11.8 400, GB 54 -2.9 550,
GD 12.1 -61.7 20, GE 42.2 43.5 260, GF 4 -53.1 230, GG 49.5 -2.6 20, GH 7.9 -1.2 370, GI 36.1 -5.3 5,
GL 65 -45 1500, GM 13.4 -15.4 170, GN 10.4 -10.9 450, GP 16.2 -61.5 60, GQ 1.7 10.3 350, GR 39 22.9 400,
GT 15.7 -90.4 230, GU 13.4 144.8 30, GW 12 -15 160, GY 4.8 -58.9 400, HK 22.4 114.1 30, HN 14.8 -86.6 330,
HR 45.1 16.4 270, HT 18.9 -72.7 150, HU 47.2 19.4 260, ID -2.2 117 2500, IE 53.2 -8.1 240, IL 31.5 35 220,
IM 54.2 -4.5 30, IN 22.9 79.6 1600, IO -6.3 71.9 150, IQ 33 43.7 500, IR 32.6 54.3 1100, IS 65 -18.6 270,
IT 42.8 12.1 600, JE 49.2 -2.1 15, JM 18.2 -77.3 120, JO 31.2 36.8 250, JP 37 138 1400, KE 0.5 37.9 550,
KG 41.5 74.5 450, KH 12.7 104.9 280, KI 1.4 173 2500, KM -11.9 43.7 130, KN 17.3 -62.7 25, KP 40.2 127.2 350,
KR 36.4 127.8 300, KW 29.3 47.6 110, KY 19.4 -80.9 120, KZ 48.2 67.3 1500, LA 18.5 103.8 500, LB 33.9 35.9 110,
LC 13.9 -61 25, LI 47.1 9.5 15, LK 7.6 80.7 230, LR 6.5 -9.3 260, LS -29.6 28.2 140, LT 55.3 23.9 200,
LU 49.8 6.1 45, LV 56.9 24.9 230, LY 27 18 900, MA 30 -8.5 800, MC 43.7 7.4 5, MD 47.2 28.5 190,
ME 42.8 19.2 100, MF 18.1 -63.1 10, MG -19.4 46.7 800, MH 7 170 600, MK 41.6 21.7 110, ML 17.3 -3.5 900,
MM 21.2 96.5 1000, MN 46.8 103.1 1200, MO 22.2 113.6 10, MP 15.2 145.7 200, MQ 14.7 -61 40, MR 20.3 -10.3 700,
MS 16.7 -62.2 15, MT 35.9 14.4 25, MU -20.3 57.6 50, MV 3.5 73.3 450, MW -13.2 34.3 450, MX 23.9 -102.5 1600,
MY 3.8 109.7 1100, MZ -17.3 35.5 1100, NA -22.1 17.2 750, NC -21.3 165.7 230, NE 17.4 9.4 850, NF -29 168 10,
NG 9.6 8.1 650, NI 12.9 -85 270, NL 52.2 5.3 170, NO 64 13 900, NP 28.3 83.9 450, NR -0.5 166.9 10,
NU -19 -169.9 15, NZ -41.8 172 900, OM 20.6 56.1 500, PA 8.5 -80.1 320, PE -9.2 -74.4 1100, PF -17.7 -149.4 900,
PG -6.5 145.2 800, PH 11.8 122.9 900, PK 30 69.3 900, PL 52.1 19.4 400, PM 46.9 -56.3 30, PR 18.2 -66.5 100,
PS 31.9 35.2 90, PT 39.6 -8.5 320, PW 7.5 134.6 80, PY -23.2 -58.4 550, QA 25.3 51.2 90, RE -21.1 55.5 40,
RO 45.9 25 370, RS 44.2 20.8 240, RU 58 70 4500, RW -2 29.9 120, SA 24.1 44.6 1100, SB -8.9 159.6 600,
SC -4.7 55.5 300, SD 16 30 900, SE 62.8 16.7 850, SG 1.4 103.8 25, SH -16 -5.7 100, SI 46.1 14.8 130,
SK 48.7 19.5 220, SL 8.6 -11.8 180, SM 43.9 12.5 8, SN 14.4 -14.5 350, SO 4.8 45.7 900, SR 4.1 -55.9 280,
SS 7.3 30.2 600, ST 0.4 6.7 90, SV 13.7 -88.9 140, SX 18 -63.1 10, SY 35 38.5 350, SZ -26.6 31.5 100,
TC 21.8 -71.8 80, TD 15.4 18.6 850, TG 8.5 1 290, TH 15.1 101 800, TJ 38.5 71 380, TL -8.8 125.8 150,
TM 39.1 59.4 600, TN 34.1 9.6 400, TO -20.4 -174.8 250, TR 39.1 35.2 800, TT 10.5 -61.3 80, TV -8 178.5 350,
TW 23.8 121 200, TZ -6.3 34.8 650, UA 49 31.4 700, UG 1.3 32.4 320, US 39.8 -98.6 2600, UY -32.8 -56 320,
UZ 41.8 63.1 750, VA 41.9 12.5 2, VC 13.2 -61.2 50, VE 7.1 -66.2 750, VG 18.5 -64.5 30, VI 18 -64.8 50,
VN 16.6 106.3 850, VU -16.2 167.7 450, WF -13.9 -177.3 120, WS -13.8 -172.2 80, XK 42.6 20.9 80, YE 15.9 47.6 500,
YT -12.8 45.1 30, ZA -29 25.1 850, ZM -13.5 27.8 700, ZW -19 29.9 450`;

const EARTH_RADIUS_KM = 6_371;

const centres: ReadonlyMap<string, Centre> = new Map(
  TABLE.split(',').map((row) => {
    const [code = '', latitude, longitude, radiusKm] = row.trim().split(' ');
    return [code, { latitude: Number(latitude), longitude: Number(longitude), radiusKm: Number(radiusKm) }];
  }),
);

/**
 * The shortest way between two countries in kilometres: from edge to edge, so neighbours are 0 apart.
 * @param from ISO 3166-1 alpha-2
 * @returns null where one of them is not known
 */
export function kilometresBetween(from: string, to: string): number | null {
  if (from === to) return 0;
  const [one, other] = [centres.get(from), centres.get(to)];
  if (one === undefined || other === undefined) return null;
  return Math.max(0, greatCircle(one, other) - one.radiusKm - other.radiusKm);
}

// the haversine formula
function greatCircle(one: Centre, other: Centre): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const along = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  const chord = half(one.latitude, other.latitude) + along * half(one.longitude, other.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
