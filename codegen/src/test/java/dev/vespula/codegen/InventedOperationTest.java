package dev.vespula.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row in the engine's own tables is all that an operation needs for its node, its method and its properties. */
class InventedOperationTest {
    private static final Path TABLES = Path.of("..", "engine", "src", "main", "ops");

    @TempDir
    Path folder;
    private OpTable table;

    @BeforeEach
    void addRows() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        append("numeric.ops", "i32.average ; - ; i32 i32 -> i32 ; (a & b) + ((a ^ b) >> 1) ; commutative");
        append("structure.ops",
                "table.swap ; - ; stmt ; table ; table ; idx idx ; BulkOperations.tableSwap(table, table2, a, b) ; trap writes-table",
                "table.sum  ; FC 20 gc ; stmt ; slot ; table ; idx i32 -> i32 ; table.size + (int) a * b ; charges reads-table");
        table = OpTable.read(folder);
    }

    private void append(String name, String... rows) throws IOException {
        Files.write(folder.resolve(name), List.of(rows), StandardOpenOption.APPEND);
    }

    @Test
    void oneThatComputesHasNodesInEveryFormAndAMethod() {
        assertThat(NumericNodes.of(table).get("I32BinaryNodes")).contains("final class I32AverageSS ",
                "final class I32AverageEI ");
        assertThat(SemanticsSources.of(table).get("NumericSemantics")).contains("int i32_average(int a, int b)");
    }

    @Test
    void oneWithEffectsHasANodeAndAMethod() {
        assertThat(OperationNodes.source(table)).contains("case Ir.TABLE_SWAP -> new TableSwap(in, spec);",
                "BulkOperations.tableSwap(table, table2, a, b);", "final class TableSum extends Node");
        assertThat(OperationsSource.table(table)).contains("with(BulkOperations.class, \"tableSwap\", Source.TABLE.at(-1), "
                + "Source.TABLE.at(0), Source.OPERAND.at(0), Source.OPERAND.at(1))", "with(Operations.class, \"table_sum\"");
        assertThat(OperationsSource.methods(table)).contains("int table_sum(TableInstance table, long a, int b)")
                .doesNotContain("table_swap");
    }

    @Test
    void whatHasACodeIsAnInstruction() {
        assertThat(OpcodeSource.of(table)).contains(
                "TABLE_SUM(\"table.sum\", 0xFC, 0x20, Immediates.TABLE, \"ai:i\", Feature.GC, -1)").doesNotContain(
                        "table.swap");
    }

    @Test
    void propertiesAreFlags() {
        assertThat(table.ops()).filteredOn(op -> op.name().equals("table.swap")).singleElement()
                .satisfies(op -> assertThat(op.flags()).containsExactlyInAnyOrder("trap", "writes-table", Op.OPERATION));
        assertThat(IrSource.of(table)).contains("public static final int TABLE_SWAP = ", "FLAG_WRITES_TABLE");
    }
}
