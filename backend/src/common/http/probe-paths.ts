/**
 * What scanners ask for to find out what runs on a machine, in lower case. Nothing of it is served here, so whoever asks
 * for it is looking for something else than this product. The names are those that the default rules of web server
 * honeypots and intrusion detection (fail2ban's botsearch filters, OWASP CRS `restricted-files.data`) name most.
 */
const ANYWHERE: ReadonlySet<string> = new Set([
  // files that hold secrets
  ...['.env', '.git', '.svn', '.hg', '.bzr', '.aws', '.ssh', '.docker', '.kube', '.npmrc', '.htaccess', '.htpasswd'],
  ...['.ds_store', '.vscode', '.idea', '.bash_history', '.mysql_history', '.netrc', '.pgpass', 'id_rsa', 'id_ed25519'],
  ...['web.config', 'web-inf', 'docker-compose.yml', 'credentials.json', 'dump.sql', 'backup.sql', 'database.sql'],
  // other people's products
  ...['wp-login.php', 'wp-admin', 'wp-content', 'wp-includes', 'wp-config.php', 'wp-json', 'wordpress', 'xmlrpc.php'],
  ...['phpmyadmin', 'pma', 'myadmin', 'adminer', 'adminer.php', 'phpinfo.php', 'info.php', 'eval-stdin.php'],
  ...['cgi-bin', 'hnap1', 'boaform', 'goform', 'jmx-console', 'web-console', 'invoker', 'struts2-showcase'],
]);

/** The same for what is only telling at the beginning of a path. */
const AT_THE_START: readonly string[] = [
  ...['/actuator', '/server-status', '/server-info', '/_ignition', '/_profiler', '/debug/pprof', '/debug/default/view'],
  ...[
    '/vendor/phpunit',
    '/solr',
    '/manager/html',
    '/host-manager',
    '/jenkins',
    '/hudson',
    '/owa',
    '/ecp',
    '/autodiscover',
  ],
  ...[
    '/autodiscover.json',
    '/config.json',
    '/config.yml',
    '/config.yaml',
    '/telescope',
    '/laravel',
    '/drupal',
    '/joomla',
  ],
  ...['/magento', '/geoserver', '/nifi', '/druid', '/console/login', '/remote/login', '/remote/fgt_lang', '/dana-na'],
  ...[
    '/+cscoe+',
    '/global-protect',
    '/sslvpn',
    '/vpn/index.html',
    '/portal/redlion',
    '/sdk',
    '/evox/about',
    '/nmaplowercheck',
  ],
  ...['/api/.env', '/api/v1/pods', '/api/v1/namespaces', '/v1/agent/self', '/_cat/indices', '/_all_dbs', '/etc/passwd'],
];

// none of these languages is spoken here
const FOREIGN_PROGRAM = /\.(?:php\d?|phtml|asp|aspx|ashx|asmx|jsp|jspx|cgi|cfm|pl)$/;
const ENVIRONMENT_FILE = /^\.env[.\-_]/;
const TRAVERSAL = /(?:^|\/)\.\.(?:\/|$)/;
const SYSTEM_FILE = /\/(?:etc\/(?:passwd|shadow|hosts)|proc\/self|windows\/win\.ini|boot\.ini)/;
const LONGEST = 1_000;
const DECODED_TWICE = 2;

/**
 * True for a path, without its query, that only somebody asks for who looks for holes: a known probe path, or a way out
 * of the folder that is served, also where it is percent-encoded once or twice.
 */
export function isProbePath(path: string): boolean {
  const plain = decoded(path.slice(0, LONGEST))
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/\/{2,}/g, '/');
  if (TRAVERSAL.test(plain) || SYSTEM_FILE.test(plain) || FOREIGN_PROGRAM.test(plain)) return true;
  if (plain.split('/').some((segment) => ANYWHERE.has(segment) || ENVIRONMENT_FILE.test(segment))) return true;
  return AT_THE_START.some((start) => plain === start || plain.startsWith(`${start}/`));
}

function decoded(path: string): string {
  let text = path;
  for (let round = 0; round < DECODED_TWICE && text.includes('%'); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      // overlong and broken sequences are what some probes are made of
      return text.replaceAll(/%(?:c0%ae|2e)/gi, '.').replaceAll(/%(?:c0%af|2f|5c)/gi, '/');
    }
  }
  return text;
}
