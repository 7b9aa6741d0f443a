// Reads {schema, documents} from standard input; writes, for each document, what ajv finds wrong with it. Run where ajv is installed.
const { createRequire } = require('module');
const load = createRequire(process.cwd() + '/');
const formats = load('ajv-formats').default;

const { schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
// Ours are of draft 2020-12 and held to ajv's strict mode; schemas of others are taken as they are.
const old = String(schema.$schema).includes('draft-04');
const Ajv = load(old ? 'ajv-draft-04' : 'ajv/dist/2020').default;
const ajv = new Ajv({ allErrors: true, strict: !old, unicodeRegExp: !old, strictRequired: false, strictTypes: false, allowUnionTypes: true });
formats(ajv);
const validate = ajv.compile(schema);
const answers = documents.map((document) => (validate(document) ? [] : validate.errors.slice(0, 5).map((e) => `${e.instancePath} ${e.message}`)));
process.stdout.write(JSON.stringify(answers));
