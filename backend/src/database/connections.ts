/** The name of the connection whose operations may take a minute: exports, reports, building indexes. */
export const PATIENT_CONNECTION = 'patient';
