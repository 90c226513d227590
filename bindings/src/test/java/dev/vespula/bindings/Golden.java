package dev.vespula.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Expected outputs, which show what is generated. */
final class Golden {
    private Golden() {}

    /**
     * Compares files with those of a folder of {@code src/test/resources/golden}, where their names end in {@code .txt}. With
     * {@code -Dvespula.golden=FOLDER} they are written there instead.
     */
    static void check(String name, GeneratedFiles files) throws IOException {
        String target = System.getProperty("vespula.golden");
        for (List<GeneratedFile> each : List.of(files.sources(), files.resources())) {
            for (GeneratedFile file : each) {
                String path = name + "/" + Path.of(file.path()).getFileName() + ".txt";
                if (target != null) {
                    Path to = Path.of(target, path);
                    Files.createDirectories(to.getParent());
                    Files.writeString(to, file.text());
                } else {
                    byte[] expected = Golden.class.getResourceAsStream("/golden/" + path).readAllBytes();
                    assertThat(file.text()).as(path).isEqualTo(new String(expected, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
