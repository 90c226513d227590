package dev.vespula.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The op tables: {@code structure.ops}, {@code numeric.ops}, {@code memory.ops}, {@code simd.ops}, {@code simd-memory.ops},
 * {@code atomic.ops}, {@code exceptions.ops}, {@code gc.ops} and {@code stacks.ops}, in this order; and the instructions of WebAssembly, which are
 * rows of these or of {@code instructions.ops}, by code.
 */
record OpTable(List<Op> ops, List<Instruction> instructions) {
    private static final Set<String> KINDS = Set.of("leaf", "expr", "stmt", "term");
    private static final Set<String> TYPES = Set.of("i32", "i64", "f32", "f64", "v128", "ref", "elem", "idx", "any*");

    static OpTable read(Path folder) throws IOException {
        OpTable table = new OpTable(new ArrayList<>(), new ArrayList<>());
        table.readAll(folder);
        Set<String> names = new HashSet<>();
        for (Op op : table.ops) {
            if (!names.add(op.name())) {
                throw new IllegalArgumentException("two rows named " + op.name());
            }
        }
        table.instructions.sort(null);
        return table;
    }

    private void readAll(Path folder) throws IOException {
        structure(folder.resolve("structure.ops"));
        for (Row row : rows(folder.resolve("numeric.ops"), 5)) {
            Signature signature = row.signature(2);
            add(row, signature, new Op(ops.size(), row.column(0), "expr", "-", List.of(), signature.operands,
                    signature.result(), row.column(3), "", 0, row.flags(4)));
        }
        for (Row row : rows(folder.resolve("memory.ops"), 5)) {
            Signature signature = row.signature(2);
            add(row, signature, new Op(ops.size(), row.column(0), signature.results.isEmpty() ? "stmt" : "expr", "memory",
                    List.of("memarg"), signature.operands, signature.result(), row.column(4),
                    "", Integer.parseInt(row.column(3)), access(signature)));
        }
        vectors(folder);
        atomics(folder);
        structure(folder.resolve("exceptions.ops"));
        structure(folder.resolve("gc.ops"));
        structure(folder.resolve("stacks.ops"));
        for (Row row : rows(folder.resolve("instructions.ops"), 4)) {
            Signature signature = row.signature(3);
            instructions.add(Instruction.of(row.column(0), row.column(1), row.column(2),
                    row.column(3).equals("-") ? "" : Instruction.signature(signature.operands, signature.results), -1));
        }
    }

    /** Adds an op, and the instruction that it stands for if the second column has a code. */
    private void add(Row row, Signature signature, Op op) {
        ops.add(op);
        if (!row.column(1).equals("-")) {
            instructions.add(Instruction.of(op, row.column(1), signature.operands, signature.results));
        }
    }

    /** A table whose rows say everything themselves; without semantics, nodes are written by hand. */
    private void structure(Path file) throws IOException {
        for (Row row : rows(file, 8, 9)) {
            Signature signature = row.signature(5);
            Set<String> flags = row.flags(7);
            String semantics = row.column(6).equals("-") ? "" : row.column(6);
            if (!semantics.isEmpty()) {
                flags.add(Op.OPERATION);
            }
            Signature erased = signature.erased();
            add(row, signature, new Op(ops.size(), row.column(0), row.oneOf(2, KINDS), row.column(3), row.list(4),
                    erased.operands, erased.result(), semantics, row.cells.length > 8 ? row.column(8) : "", 0, flags));
        }
    }

    private void vectors(Path folder) throws IOException {
        for (Row row : rows(folder.resolve("simd.ops"), 6)) {
            Signature signature = row.signature(2);
            String remark = row.oneOf(5, Set.of("-", "lane", "shuffle"));
            add(row, signature, new Op(ops.size(), row.column(0), "expr", remark.equals("lane") ? "lane" : "-",
                    remark.equals("shuffle") ? List.of("i64", "i64") : List.of(), signature.operands, signature.result(),
                    row.column(3), row.column(4), 0, Set.of("vector")));
        }
        for (Row row : rows(folder.resolve("simd-memory.ops"), 7)) {
            Signature signature = row.signature(2);
            add(row, signature, new Op(ops.size(), row.column(0), signature.results.isEmpty() ? "stmt" : "expr", "memory",
                    row.oneOf(6, Set.of("-", "lane")).equals("lane") ? List.of("memarg", "lane") : List.of("memarg"),
                    signature.operands, signature.result(), row.column(4), row.column(5), Integer.parseInt(row.column(3)),
                    access(signature, "vector")));
        }
    }

    private static Set<String> access(Signature signature, String... more) {
        Set<String> flags = new LinkedHashSet<>(List.of(more));
        flags.add("trap");
        flags.add(signature.results.isEmpty() ? "writes-memory" : "reads-memory");
        return flags;
    }

    /** The accesses take and give numbers zero-extended. */
    private void atomics(Path folder) throws IOException {
        for (Row row : rows(folder.resolve("atomic.ops"), 5)) {
            Signature signature = row.signature(2);
            String effect = row.column(4);
            int width = Integer.parseInt(row.column(3));
            List<String> arguments = new ArrayList<>(List.of("memory", "address"));
            for (int k = 1; k < signature.operands.size(); k++) {
                String name = NodeClass.letter(k);
                boolean isNumber = signature.operands.get(k).equals("i32") && !effect.equals("wake");
                arguments.add(isNumber ? "Integer.toUnsignedLong(" + name + ")" : name);
            }
            arguments.add(String.valueOf(width));
            String method = effect;
            switch (effect) {
                case "load", "store", "compareExchange" -> {
                    // As it is.
                }
                case "wake" -> arguments.remove(arguments.size() - 1);
                case "await" -> arguments.add(0, "store");
                default -> {
                    method = "update";
                    arguments.add(0, "AtomicUpdate." + effect);
                }
            }
            String semantics = "AtomicAccess." + method + "(" + String.join(", ", arguments) + ")";
            List<String> words = signature.results.isEmpty() ? List.of("memarg") : List.of("memarg", "slot");
            boolean isCount = effect.equals("wake") || effect.equals("await");
            add(row, signature, new Op(ops.size(), row.column(0), "stmt", "memory", words, signature.operands,
                    signature.result(), signature.result().equals("i32") && !isCount ? "(int) " + semantics
                            : semantics,
                    "", width, access(signature, "writes-memory", "atomic", Op.OPERATION)));
        }
    }

    private static List<Row> rows(Path file, int columns) throws IOException {
        return rows(file, columns, columns);
    }

    private static List<Row> rows(Path file, int columns, int most) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(";", -1);
            Row row = new Row(file.getFileName() + ":" + number, cells);
            if (cells.length < columns || cells.length > most) {
                throw row.error(columns + " columns expected");
            }
            rows.add(row);
        }
        return rows;
    }

    private record Signature(List<String> operands, List<String> results) {
        String result() {
            return results.isEmpty() ? "-" : results.get(0);
        }

        /** As the IR has it, which knows no types of references and has one value where there are two of 64 bits. */
        Signature erased() {
            return new Signature(erased(operands), results.size() > 1 ? List.of("v128") : erased(results));
        }

        private static List<String> erased(List<String> types) {
            return types.stream().map(type -> type.equals("elem") ? "ref" : type).toList();
        }
    }

    private record Row(String place, String[] cells) {
        String column(int index) {
            return cells[index].trim();
        }

        List<String> list(int index) {
            String text = column(index);
            return text.isEmpty() || text.equals("-") ? List.of() : List.of(text.split("\\s+"));
        }

        Set<String> flags(int index) {
            return new LinkedHashSet<>(list(index));
        }

        String oneOf(int index, Set<String> allowed) {
            if (!allowed.contains(column(index))) {
                throw error("unknown " + column(index));
            }
            return column(index);
        }

        /** Reads {@code operands -> results}; a column without an arrow has operands only. */
        Signature signature(int index) {
            String[] sides = column(index).split("->", 2);
            return new Signature(types(sides[0]), sides.length < 2 ? List.of() : types(sides[1]));
        }

        private List<String> types(String text) {
            List<String> types = Arrays.stream(text.trim().split("\\s+"))
                    .filter(type -> !type.isEmpty() && !type.equals("-"))
                    .toList();
            for (String type : types) {
                if (!TYPES.contains(type)) {
                    throw error("unknown type " + type);
                }
            }
            return types;
        }

        IllegalArgumentException error(String message) {
            return new IllegalArgumentException(place + ": " + message);
        }
    }
}
