/**
 * The {@code vespula} command. Not a library: nothing is exported.
 */
module dev.vespula.cli {
    requires dev.vespula;
    requires dev.vespula.bindings;
    requires dev.vespula.component;
    requires dev.vespula.http;
    requires dev.vespula.text;
    requires dev.vespula.wasi;
    requires info.picocli;
    requires java.logging;
    requires jdk.unsupported;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
}
