package dev.vespula.cli;

import dev.vespula.cli.serve.Listening;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

/** The options for TLS: a key store, and where its password is. */
final class TlsOptions {
    private static final int MOST_PORT = 65535;

    private final Option keyStore = Option.value("--tls-keystore", "FILE",
            "Take connections with TLS only, with the key and certificate in FILE: a key store as 'keytool' makes it, PKCS12 or JKS.");
    private final Option password = Option.value("--tls-password-env", "NAME",
            "The environment variable of 'vespula' in which the password of the key store is.");

    List<Option> options() {
        return List.of(keyStore, password);
    }

    /**
     * Where to listen.
     *
     * @param address the option for it
     * @param value of the option, or what stands for it
     * @throws UsageException if it is no address, or a key store has no password
     * @throws CommandException if the key store cannot be read
     */
    Listening listening(Option address, String value) {
        int colon = value.lastIndexOf(':');
        String host = colon < 0 ? "" : value.substring(0, colon);
        int port = colon < 0 ? -1 : port(value.substring(colon + 1));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            host = "";
        }
        if (host.isEmpty() || port < 0) {
            throw address.badValue("an address such as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:0");
        }
        if (keyStore.isGiven() != password.isGiven()) {
            throw new UsageException(keyStore.name() + " and " + password.name() + " go together");
        }
        if (!keyStore.isGiven()) {
            return new Listening(host, port, null, null);
        }
        String secret = System.getenv(password.value());
        if (secret == null) {
            throw new UsageException(password.name() + ": there is no environment variable '" + password.value() + "'");
        }
        return new Listening(host, port, keys(keyStore.value(), secret), secret);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > MOST_PORT ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static KeyStore keys(String file, String secret) {
        try {
            KeyStore keys = KeyStore.getInstance(new File(file), secret.toCharArray());
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias)) {
                    return keys;
                }
            }
            throw new CommandException("the key store " + file + " holds no key");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new CommandException("cannot read the key store " + file + ": " + e.getMessage(), e);
        }
    }
}
