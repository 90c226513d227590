package dev.vespula.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A local repository in the folder of this build, with the artifacts of this build. What is not ours comes from the repository of
 * the user, which is read only, or else from Maven Central.
 */
final class Repository {
    static final String VERSION = System.getProperty("vespula.version");
    private static final Path ROOT = Path.of(System.getProperty("vespula.root"));
    private static final Path FOLDER = Path.of("target", "builds").toAbsolutePath();

    private Repository() {}

    /** The folder of everything that the builds make. */
    static Path builds() {
        return FOLDER;
    }

    static Path local() {
        return FOLDER.resolve("repository");
    }

    /** Puts our artifacts into the repository, and gives the settings that name it. */
    static Path settings() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : Stream.concat(Stream.of(ROOT), folders).toList()) {
                if (Files.isRegularFile(folder.resolve("pom.xml"))) {
                    install(folder);
                }
            }
        }
        String repository = """
                <id>user</id>
                <url>%s</url>
                <releases><updatePolicy>never</updatePolicy><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
                """.formatted(Path.of(System.getProperty("vespula.repository")).toUri());
        return Files.writeString(FOLDER.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>user</id>
                      <repositories><repository>%2$s</repository></repositories>
                      <pluginRepositories><pluginRepository>%2$s</pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>user</activeProfile></activeProfiles>
                </settings>
                """.formatted(local(), repository));
    }

    private static void install(Path module) throws IOException {
        String artifact = artifact(module.resolve("pom.xml"));
        Path jar = module.resolve("target").resolve(artifact + "-" + VERSION + ".jar");
        Path target = local().resolve("dev/vespula").resolve(artifact).resolve(VERSION);
        Files.createDirectories(target);
        Files.copy(module.resolve("pom.xml"), target.resolve(artifact + "-" + VERSION + ".pom"),
                StandardCopyOption.REPLACE_EXISTING);
        if (Files.isRegularFile(jar)) {
            Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String artifact(Path pom) throws IOException {
        try {
            Node child = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement()
                    .getFirstChild();
            while (!child.getNodeName().equals("artifactId")) {
                child = child.getNextSibling();
            }
            return child.getTextContent();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom.toString(), e);
        }
    }

    /** The plugins of Maven's own that this build uses: a project that uses the same needs no network. */
    static String plugins() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"), StandardCharsets.UTF_8);
        List<String> plugins = new ArrayList<>();
        for (String name : List.of("compiler", "surefire", "jar", "resources", "clean")) {
            Matcher version = Pattern.compile("<artifactId>maven-" + name + "-plugin</artifactId>\\s*<version>(.*?)</version>")
                    .matcher(pom);
            if (!version.find()) {
                throw new IllegalStateException("no version of " + name);
            }
            plugins.add("<plugin><artifactId>maven-" + name + "-plugin</artifactId><version>" + version.group(1)
                    + "</version></plugin>");
        }
        return String.join("\n      ", plugins);
    }
}
