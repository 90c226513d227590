package dev.vespula.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Build step of the engine: reads the op tables and writes the Java sources that follow from them. */
public final class Main {
    private Main() {
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
        OpTable table = OpTable.read(Path.of(arguments[0]));
        Path output = Path.of(arguments[1]);
        write(output, "dev.vespula.internal.ir", "Ir", IrSource.of(table));
        write(output, "dev.vespula.internal.translate", "Folding", FoldingSource.of(table));
        write(output, "dev.vespula.internal.interp", "ValueNodes", ValueNodes.source());
        write(output, "dev.vespula.internal.interp", "ProductSumNodes", ProductSumNodes.source());
        write(output, "dev.vespula.internal.interp", "AtomicOperators", AtomicOperators.source(table));
        for (Map<String, String> family : List.of(NumericNodes.of(table), MemoryNodes.of(table), VectorNodes.of(table),
                VectorMemoryNodes.of(table), FusedNodes.of(table))) {
            for (Map.Entry<String, String> source : family.entrySet()) {
                write(output, "dev.vespula.internal.interp", source.getKey(), source.getValue());
            }
        }
    }

    /** Leaves an unchanged file alone, so that the compiler does not build it again. */
    private static void write(Path output, String packageName, String name, String source) throws IOException {
        Path file = output.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        if (Files.exists(file) && Files.readString(file).equals(source)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
