package dev.vespula.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generates from the engine's own tables. */
class MainTest {
    private static final Path TABLES = Path.of("..", "engine", "src", "main", "ops");
    private static final String NODES = "dev/vespula/internal/linked/";

    @TempDir
    Path output;

    private void generate() throws IOException {
        Main.main(new String[] {TABLES.toString(), output.toString()});
    }

    @Test
    void everyOperatorHasAConstantAndANumericOneNodesInEveryForm() throws IOException {
        generate();
        String constants = Files.readString(output.resolve("dev/vespula/internal/ir/Ir.java"));
        OpTable table = OpTable.read(TABLES);
        for (Op op : table.ops()) {
            assertThat(constants).contains("int " + op.constant() + " = " + op.number() + ";");
        }
        String binary = Files.readString(output.resolve(NODES + "I32BinaryNodes.java"));
        assertThat(binary).contains("final class I32SubSI ", "final class I32SubIE ", "final class I32AddEE ")
                .doesNotContain("final class I32AddES ");
    }

    @Test
    void anUnchangedSourceIsNotWrittenAgainAndAForeignOneIsDeleted() throws IOException {
        generate();
        Path source = output.resolve(NODES + "LoadNodes.java");
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(source, old);
        Path foreign = output.resolve(NODES + "FormerNodes.java");
        Files.writeString(foreign, "class FormerNodes {}");
        generate();
        assertThat(Files.getLastModifiedTime(source)).isEqualTo(old);
        assertThat(foreign).doesNotExist();
    }
}
