package io.kerb.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.pricing.adapter.QuoteSigner;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.security.token.jwt.signature.ec.ECSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;

/** Keys into beans: whoever verifies a token or an offer does it with these. */
@Factory
final class AuthFactory {

  @Singleton
  KeyFiles keyFiles(@Value("${kerb.home}") Path home) {
    return KeyFiles.at(home);
  }

  @Singleton
  ECKey signingKey(KeyFiles files) {
    return files.signingKey();
  }

  @Singleton
  Issuer issuer(
      @Value("${micronaut.security.token.jwt.claims-validators.issuer}") String name,
      @Value("${micronaut.security.token.jwt.claims-validators.audience}") String audience) {
    return new Issuer(name, audience);
  }

  @Singleton
  TokenMint tokenMint(ECKey key, Issuer issuer, Clock clock) {
    return new TokenMint(key, issuer, clock);
  }

  @Singleton
  OfferSigner offerSigner(KeyFiles files) {
    return new OfferSigner(files.offerSecret());
  }

  @Singleton
  QuoteSigner quoteSigner(KeyFiles files) {
    return new QuoteSigner(files.quoteSecret());
  }

  @Singleton
  @Named("kerb")
  ECSignatureConfiguration tokenSignature(ECKey key) throws JOSEException {
    ECPublicKey publicKey = key.toECPublicKey();
    return new ECSignatureConfiguration() {
      @Override
      public ECPublicKey getPublicKey() {
        return publicKey;
      }

      @Override
      public JWSAlgorithm getJwsAlgorithm() {
        return JWSAlgorithm.ES256;
      }
    };
  }
}
