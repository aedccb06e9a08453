import { sequence } from '@kamkor/database';

export const certificateNumber = sequence({
  name: 'certificate_number',
  sql: 'CREATE SEQUENCE certificate_number;',
  grants: 'GRANT USAGE ON SEQUENCE certificate_number TO kamkor_app;',
});
