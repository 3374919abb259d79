package io.kerb.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;

/**
 * The installation's secrets, made at its first start: the ES256 key that signs tokens and the
 * secrets that sign offers and quotes. All processes of an installation share the folder.
 */
public final class KeyFiles {
  private static final int SECRET_BYTES = 32;

  private final Path folder;

  private KeyFiles(Path folder) {
    this.folder = folder;
  }

  public static KeyFiles at(Path home) {
    return new KeyFiles(home.resolve("keys"));
  }

  /** The ES256 key (RFC 7518 section 3.4), private part included. */
  public ECKey signingKey() {
    String text = readOrCreate("jwt.jwk", KeyFiles::newSigningKey);
    try {
      return ECKey.parse(text);
    } catch (ParseException e) {
      throw new IllegalStateException(
          folder.resolve("jwt.jwk") + " is no EC key in JWK form; remove it to have a new one made",
          e);
    }
  }

  /** The bytes that sign offers. */
  public byte[] offerSecret() {
    return Base64.getDecoder().decode(readOrCreate("offer-secret", KeyFiles::newSecret).trim());
  }

  /** The bytes that sign quotes. */
  public byte[] quoteSecret() {
    return Base64.getDecoder().decode(readOrCreate("quote-secret", KeyFiles::newSecret).trim());
  }

  private static String newSigningKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("could not make a P-256 key", e);
    }
  }

  private static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** Written aside and linked into place, so that of two first starts one wins and both agree. */
  private String readOrCreate(String name, java.util.function.Supplier<String> content) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Path draft =
            Files.createTempFile(
                folder,
                name,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content.get(), StandardCharsets.UTF_8);
        try {
          Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
          // Another process was first: its key is the installation's.
        } catch (UnsupportedOperationException noLinks) {
          Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(draft);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make the key " + file, e);
    }
  }
}
