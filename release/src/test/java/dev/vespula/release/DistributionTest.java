package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jreleaser.yml} makes of the zip for package managers; nothing is sent anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributionTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PLUGIN = Pattern.compile(
            "<artifactId>jreleaser-maven-plugin</artifactId>\\s*<version>(.*)</version>");

    private Path folder;
    private String checksum;

    @BeforeAll
    void prepare(@TempDir Path folder) throws Exception {
        this.folder = folder;
        // A clone of its own, as JReleaser wants to see one, and the files where they are when a release is made.
        Files.copy(ROOT.resolve("jreleaser.yml"), folder.resolve("jreleaser.yml"));
        Path template = Path.of("scripts/homebrew/formula.rb.tpl");
        Files.createDirectories(folder.resolve(template).getParent());
        Files.copy(ROOT.resolve(template), folder.resolve(template));
        String zip = "vespula-" + Release.VERSION + ".zip";
        Path files = Files.createDirectories(folder.resolve("target/release"));
        Files.copy(Release.FOLDER.resolve(zip), files.resolve(zip));
        Files.copy(Release.FOLDER.resolve("notes.md"), files.resolve("notes.md"));
        checksum = Files.readString(Release.FOLDER.resolve(zip + ".sha256")).strip();
        Matcher plugin = PLUGIN.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(plugin.find()).isTrue();
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>dev.vespula</groupId>
                  <artifactId>vespula-parent</artifactId>
                  <version>%s</version>
                  <packaging>pom</packaging>
                </project>
                """.formatted(Release.VERSION));
        Ran git = Ran.of(folder, "sh", "-c", "git init -q . && git add jreleaser.yml && git -c user.name=nobody "
                + "-c user.email=nobody@localhost commit -q -m all && git remote add origin https://github.com/vespula/vespula.git");
        assertThat(git.code()).as(git.output()).isZero();
        // Accounts have to be there, and are not used.
        Ran prepared = Ran.of(folder, Map.of("JRELEASER_PROJECT_VERSION", Release.VERSION, "JRELEASER_GITHUB_TOKEN", "none",
                "JRELEASER_SDKMAN_CONSUMER_KEY", "none", "JRELEASER_SDKMAN_CONSUMER_TOKEN", "none"), "mvn", "-B", "-ntp",
                "org.jreleaser:jreleaser-maven-plugin:" + plugin.group(1) + ":config",
                "org.jreleaser:jreleaser-maven-plugin:" + plugin.group(1) + ":prepare",
                "-Djreleaser.config.file=" + folder.resolve("jreleaser.yml"), "-Djreleaser.dry.run=true");
        assertThat(prepared.code()).as(prepared.output()).isZero();
    }

    @Test
    void homebrewInstallsTheZipWithManualAndCompletion() throws Exception {
        assertThat(prepared("brew/Formula/vespula.rb")).contains(checksum, "openjdk",
                "releases/download/v" + Release.VERSION + "/vespula-" + Release.VERSION + ".zip", "man1.install",
                "bash_completion.install", "zsh_completion.install", "fish_completion.install");
    }

    @Test
    void scoopPutsTheFolderOfTheLaunchersOnThePath() throws Exception {
        assertThat(prepared("scoop/bucket/vespula.json")).contains(checksum, "\"extract_dir\": \"vespula-" + Release.VERSION
                + "\"",
                "\"env_add_path\": \"bin\"");
    }

    @Test
    void theImageMakesTheArchiveWhenItIsBuilt() throws Exception {
        assertThat(prepared("docker/Dockerfile")).contains("FROM eclipse-temurin:25-jre", "bin/vespula --version",
                "USER nobody",
                "ENTRYPOINT [\"/vespula-" + Release.VERSION + "/bin/vespula\"]");
    }

    private String prepared(String file) throws Exception {
        return Files.readString(folder.resolve("target/jreleaser/prepare/vespula").resolve(file));
    }
}
