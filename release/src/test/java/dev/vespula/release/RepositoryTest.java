package dev.vespula.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that Central wants, with checksums and signatures, and no others. */
class RepositoryTest {
    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
    private static final List<String> OF_JARS = List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");

    @TempDir
    Path folder;

    @Test
    void everyArtifactIsComplete() throws IOException {
        Set<String> expected = new TreeSet<>(with("vespula-bom", List.of(".pom")));
        expected.addAll(with("dev.vespula.gradle.plugin", List.of(".pom")));
        Release.artifacts().forEach(artifact -> expected.addAll(with(artifact, OF_JARS)));
        assertThat(Release.published().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<String> with(String artifact, List<String> endings) {
        Set<String> files = new TreeSet<>();
        for (String ending : endings) {
            String file = Release.REPOSITORY.relativize(Release.file(artifact, ending)).toString().replace('\\', '/');
            files.add(file);
            files.add(file + ".asc");
            CHECKSUMS.keySet().forEach(checksum -> files.add(file + "." + checksum));
        }
        return files;
    }

    @Test
    void checksumsAreThoseOfTheFiles() throws Exception {
        for (Path file : signed()) {
            for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
                String digest = HexFormat.of().formatHex(MessageDigest.getInstance(checksum.getValue())
                        .digest(Files.readAllBytes(file)));
                assertThat(Path.of(file + "." + checksum.getKey())).hasContent(digest);
            }
        }
    }

    @Test
    void signaturesAreThoseOfTheKeyThatIsBeside() throws Exception {
        Path home = Files.createDirectory(folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(Ran.of(folder, "gpg", "--homedir", home.toString(), "--batch", "--import", Release.FOLDER.resolve("key.asc")
                .toString()).code()).isZero();
        List<Path> files = new ArrayList<>(signed());
        files.add(Release.FOLDER.resolve("vespula-" + Release.VERSION + ".zip"));
        for (Path file : files) {
            Ran verified = Ran.of(folder, "gpg", "--homedir", home.toString(), "--batch", "--verify", file + ".asc", file
                    .toString());
            assertThat(verified.code()).as(verified.output()).isZero();
        }
        // Which tells that a wrong one would be seen.
        assertThat(Ran.of(folder, "gpg", "--homedir", home.toString(), "--batch", "--verify", files.get(0) + ".asc", files
                .get(1).toString()).code()).isNotZero();
    }

    @Test
    void theBundleIsTheRepository() throws IOException {
        Map<String, Path> published = Release.published();
        try (ZipFile bundle = new ZipFile(Release.FOLDER.resolve("vespula-" + Release.VERSION + "-bundle.zip").toFile())) {
            List<? extends ZipEntry> entries = bundle.stream().filter(entry -> !entry.isDirectory()).toList();
            assertThat(entries.stream().map(ZipEntry::getName)).containsExactlyInAnyOrderElementsOf(published.keySet());
            for (ZipEntry entry : entries) {
                assertThat(bundle.getInputStream(entry).readAllBytes()).isEqualTo(Files.readAllBytes(published.get(entry
                        .getName())));
            }
        }
    }

    private static List<Path> signed() throws IOException {
        List<Path> signed = Release.published().values().stream().filter(file -> Files.exists(Path.of(file + ".asc"))).collect(
                Collectors.toList());
        assertThat(signed).hasSize(Release.artifacts().size() * OF_JARS.size() + 2);
        return signed;
    }
}
