/**
 * From token request to token response, no HTTP in sight.
 *
 * <pre>
 * TokenService.issue(request)                     now = clock, read once
 *  1 authenticate   ClientStore.find, secret check                        invalid_client
 *  2 grant          grant type known? allowed for this client?            unsupported_grant_type, unauthorized_client
 *  3 approve        scope, tenant and resources resolved                  invalid_scope, invalid_target
 *  4 mint           random token, its TokenKey, the record, the answer    cannot refuse
 *  5 store          TokenStore.insert: kept when it returns               the one write of the request
 * TokenResponse = Issued | Refused
 * </pre>
 *
 * <p>Values only move down. A grant decides and never writes; there is exactly one write per issued token; the clock is read
 * once and passed on. A refusal is thrown inside and becomes a response at one place; a
 * {@link io.tokenmint.spi.StoreException} passes through to the host. A token's text exists in the minter and in
 * {@link io.tokenmint.TokenResponse.Issued}, nowhere else.
 *
 * <p>One verb, one meaning: a client <em>requests</em>, a grant <em>approves</em> or the service <em>refuses</em>, the minter
 * <em>mints</em>, the store <em>inserts</em>, <em>finds</em>, <em>revokes</em>, <em>deletes expired</em>; the service
 * <em>issues</em>, <em>introspects</em>, <em>revokes</em>.
 */
@NullMarked
package io.tokenmint;

import org.jspecify.annotations.NullMarked;
