// A real OpenID Connect provider shaped like HelseID, for tests: PAR, PKCE, private_key_jwt and DPoP with a nonce are
// required, claims have HelseID's names. Started by tests/support/helseid.py, which tells it through POST /control who
// signs in and what shall be wrong. The address is the first line that it prints.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { SignJWT, calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { Provider, errors } from 'oidc-provider';

const IDENTITY = 'helseid://claims/identity/';
const HPR = 'helseid://claims/hpr/';
// What the next sign-ins get: the person, changes of the id_token, and how the provider misbehaves.
let world = {};

async function keyPair(alg) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg, use: 'sig' };
  return { privateKey, publicKey, alg, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk) } };
}
const own = await keyPair('PS256');
const foreign = await keyPair('PS256');

const server = http.createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

function claims(use) {
  const person = world.person;
  const known = {
    sub: person.subject, name: person.name, [`${IDENTITY}pid`]: person.pid,
    [`${IDENTITY}security_level`]: person.level ?? '4', [`${IDENTITY}network`]: 'internett',
  };
  if (world.idporten) known.pid = person.pid; // ID-porten's name for the same
  if (person.hpr && use === 'id_token') known[`${HPR}hpr_number`] = String(person.hpr);
  if (person.hpr && use === 'userinfo') {
    known[`${HPR}hpr_details`] = { hpr_number: person.hpr, no_hpr_number: false, approvals: [{ profession: 'LE' }] };
  }
  return known;
}

const seenAssertions = [];
const provider = new Provider(issuer, {
  jwks: { keys: [own.jwk] },
  clientAuthMethods: ['private_key_jwt'],
  scopes: ['openid', 'offline_access', 'profile', 'helseid://scopes/identity/all', 'helseid://scopes/hpr/hpr_number'],
  claims: {
    openid: ['sub'], profile: ['name', 'pid'],
    'helseid://scopes/identity/all': [`${IDENTITY}pid`, `${IDENTITY}security_level`, `${IDENTITY}network`],
    'helseid://scopes/hpr/hpr_number': [`${HPR}hpr_number`, `${HPR}hpr_details`],
  },
  conformIdTokenClaims: false, // as HelseID: the id_token carries what the scopes give
  findAccount: (ctx, id) => ({ accountId: id, claims: (use) => claims(use) }),
  enabledJWA: { dPoPSigningAlgValues: ['PS256', 'ES256'] },
  fetch: (url, options) => { const { dispatcher, ...rest } = options; return globalThis.fetch(url, rest); },
  pkce: { required: () => true },
  ttl: { AuthorizationCode: 60, PushedAuthorizationRequest: 60, Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 600, IdToken: 600 },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  assertJwtClientAuthClaimsAndHeader: async (ctx, payload, header) => {
    seenAssertions.push({ header, payload });
    if (header.typ !== 'client-authentication+jwt') throw new errors.InvalidClientAuth('wrong typ');
    if (payload.aud !== issuer) throw new errors.InvalidClientAuth('aud must be the issuer');
    if (payload.exp - payload.iat > 60) throw new errors.InvalidClientAuth('lives too long');
  },
  loadExistingGrant: async (ctx) => { // no page that asks for consent, as HelseID
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '));
    await grant.save();
    return grant;
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true, allowReplay: false },
    userinfo: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
});
provider.on('server_error', (ctx, error) => console.error(error));
provider.on('backchannel.error', (ctx, error) => console.error('backchannel', error.message));

async function changed(idToken) {
  if (world.cutSignature) return `${idToken.slice(0, -8)}AAAAAAAA`;
  if (world.unsigned) return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${idToken.split('.')[1]}.`;
  const level = world.idporten ? { acr: world.idporten } : {};
  const payload = { ...decodeJwt(idToken), ...level, ...world.idTokenChanges };
  for (const [name, value] of Object.entries(payload)) if (value === null) delete payload[name];
  const key = world.foreignKey ? foreign : own;
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: own.jwk.kid, typ: 'JWT' }).sign(key.privateKey);
}

provider.use(async (ctx, next) => {
  if (world.delay && !ctx.path.startsWith('/control')) await new Promise((done) => setTimeout(done, world.delay));
  if (world.broken && ctx.path === world.broken) { ctx.status = 500; return; }
  await next();
  if (ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await changed(ctx.body.id_token);
  if (ctx.path === '/token' && world.bearer && ctx.body?.token_type) ctx.body.token_type = 'Bearer';
  if (ctx.path === '/me' && world.userinfoChanges) ctx.body = { ...ctx.body, ...world.userinfoChanges };
  if (ctx.path === '/.well-known/openid-configuration') ctx.body = { ...ctx.body, ...world.discoveryChanges };
});

// The page where people identify themselves; without a choice of person, as the world says.
async function interaction(request, response) {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="nb"><title>Prøve-ID</title><main><h1>Prøve-ID</h1>'
      + `<form method="post"><button>Jeg er ${world.person.name}</button></form></main></html>`);
    return;
  }
  const result = world.cancel
    ? { error: 'access_denied', error_description: 'the person cancelled' }
    : { login: { accountId: world.person.subject, amr: ['pwd'] } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString() || '{}');
}

const ask = provider.callback();
server.on('request', async (request, response) => {
  try {
    if (request.url === '/control') {
      const wanted = await body(request);
      if (wanted.client) {
        await provider.Client.adapter.upsert(wanted.client.client_id, wanted.client);
      }
      if (wanted.world) world = wanted.world;
      const answer = { issuer, assertions: seenAssertions, signs: own.jwk.kid };
      if (wanted.logoutToken) {
        const token = wanted.logoutToken;
        const key = token.foreignKey ? foreign : own;
        answer.logoutToken = await new SignJWT(token.claims)
          .setProtectedHeader({ alg: key.alg, kid: own.jwk.kid, typ: token.typ ?? 'logout+jwt' }).sign(key.privateKey);
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    } else if (request.url.startsWith('/interaction/')) await interaction(request, response);
    else await ask(request, response);
  } catch (error) {
    console.error(error);
    response.statusCode = 500;
    response.end(String(error));
  }
});
console.log(issuer);
