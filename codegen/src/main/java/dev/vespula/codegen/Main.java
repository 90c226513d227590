package dev.vespula.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Build step of the engine: reads the op tables and writes the Java sources that follow from them. */
public final class Main {
    private final Path output;
    /** Everything that belongs there; what else lies there comes from former tables. */
    private final Set<Path> written = new HashSet<>();

    private Main(Path output) {
        this.output = output;
    }

    /**
     * Generates the sources.
     *
     * @param arguments the folder of the op tables and the folder to write to
     * @throws IOException when a table cannot be read or a source cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: Main OPS_FOLDER OUTPUT_FOLDER");
        }
        new Main(Path.of(arguments[1])).generate(OpTable.read(Path.of(arguments[0])));
    }

    private void generate(OpTable table) throws IOException {
        write("dev.vespula.internal.binary", "Opcode", OpcodeSource.of(table));
        write("dev.vespula.internal.ir", "Ir", IrSource.of(table));
        write("dev.vespula.internal.translate", "Operators", OpcodeSource.operators(table));
        write("dev.vespula.internal.translate", "Folding", FoldingSource.of(table));
        write("dev.vespula.internal.linked", "ValueNodes", ValueNodes.source());
        write("dev.vespula.internal.linked", "CombinedNodes", CombinedNodes.source());
        write("dev.vespula.internal.linked", "ProductSumNodes", ProductSumNodes.of(table));
        write("dev.vespula.internal.linked", "OperationNodes", OperationNodes.source(table));
        write("dev.vespula.internal.operations", "Operations", OperationsSource.methods(table));
        write("dev.vespula.internal.operations", "OperationTable", OperationsSource.table(table));
        write("dev.vespula.internal.operations", "ArrayElements", ArrayElementsSource.source());
        for (ArrayKind kind : ArrayKind.ALL) {
            write("dev.vespula.internal.objects", "Array" + kind.name(), kind.source());
        }
        writeAll("dev.vespula.internal.objects", StructClasses.sources());
        write("dev.vespula.internal.memory", "FlatMemory", FlatMemorySource.source());
        writeAll("dev.vespula.internal.numeric", SemanticsSources.of(table));
        writeAll("dev.vespula.internal.numeric", LaneSources.of(table));
        for (Map<String, String> family : List.of(NumericNodes.of(table), MemoryNodes.of(table), VectorNodes.of(table),
                FusedNodes.of(table))) {
            writeAll("dev.vespula.internal.linked", family);
        }
        deleteOthers();
    }

    private void writeAll(String packageName, Map<String, String> sources) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            write(packageName, source.getKey(), source.getValue());
        }
    }

    private void deleteOthers() throws IOException {
        List<Path> present;
        try (Stream<Path> files = Files.walk(output)) {
            present = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : present) {
            if (!written.contains(file)) {
                Files.delete(file);
            }
        }
    }

    private void write(String packageName, String name, String source) throws IOException {
        Path file = output.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        written.add(file);
        GeneratedFile.write(file, source);
    }
}
