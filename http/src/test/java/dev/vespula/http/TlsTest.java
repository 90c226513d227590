package dev.vespula.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.vespula.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of components with TLS. The key and the certificate, for {@code localhost}, are made here. */
class TlsTest {
    private static final int CERTIFICATE_ERROR = 613;
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String CLIENT = """
            (func (export "handle") (param $request i32) (param $out i32) (local $got i32)
              (local.set $got (call $received (call $future (call $request-to (local.get $request) (i32.const 1))
                (i32.const 0) (i32.const 0))))
              (call $reply (local.get $out) (if (result i32) (i32.lt_s (local.get $got) (i32.const 0))
                (then (i32.sub (i32.const 599) (local.get $got)))
                (else (call $status (local.get $got))))))
            """;

    @TempDir
    private Path directory;
    private final Engine engine = Engine.create();
    private SSLContext tls;
    private HttpsServer server;
    private HttpHandler hello;

    @BeforeEach
    void serve() throws Exception {
        tls = context();
        hello = WasiHttp.handler(engine, HttpGuest.of(engine, HttpGuest.HELLO), HttpOptions.DEFAULT);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", new JdkHttpHandler(hello));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        hello.close();
    }

    private SSLContext context() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore",
                file
                        .toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        String alias = store.aliases().nextElement();
        trusted.setCertificateEntry(alias, store.getCertificate(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return made;
    }

    private int ask(String host, HttpOptions options) throws Exception {
        HttpOptions local = options.withNetwork(request -> true).withResolver(name -> List.of(InetAddress.getByName(
                "127.0.0.1")));
        try (HttpHandler handler = WasiHttp.handler(engine, HttpGuest.of(engine, CLIENT), local)) {
            RecordedExchange exchange = new RecordedExchange("GET").field("x-target", host + ":" + server.getAddress()
                    .getPort());
            handler.handle(exchange);
            return exchange.status();
        }
    }

    @Test
    void whoHasACertificateThatIsTrustedIsAsked() throws Exception {
        assertThat(ask("localhost", HttpOptions.DEFAULT.withTls(tls))).isEqualTo(200);
    }

    @Test
    void whoHasNoneIsNot() throws Exception {
        assertThat(ask("localhost", HttpOptions.DEFAULT)).isEqualTo(CERTIFICATE_ERROR);
    }

    @Test
    void aCertificateForAnotherNameIsNone() throws Exception {
        assertThat(ask("127.0.0.1", HttpOptions.DEFAULT.withTls(tls))).isEqualTo(CERTIFICATE_ERROR);
    }
}
