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

/** The op tables: {@code structure.ops}, {@code numeric.ops}, {@code memory.ops}, {@code simd.ops},
 * {@code simd-memory.ops}, {@code atomic.ops}, {@code exceptions.ops} and {@code gc.ops}, in this order. */
record OpTable(List<Op> ops) {
    private static final Set<String> KINDS = Set.of("leaf", "expr", "stmt", "term");
    private static final Set<String> TYPES = Set.of("i32", "i64", "f32", "f64", "v128", "ref", "idx", "any", "any*");

    static OpTable read(Path folder) throws IOException {
        List<Op> ops = new ArrayList<>();
        structure(folder.resolve("structure.ops"), ops);
        for (Row row : rows(folder.resolve("numeric.ops"), 4)) {
            Signature signature = row.signature(1);
            ops.add(new Op(ops.size(), row.column(0), "expr", "-", List.of(), signature.operands, signature.result,
                    row.column(2), "", 0, row.flags(3)));
        }
        for (Row row : rows(folder.resolve("memory.ops"), 4)) {
            Signature signature = row.signature(1);
            ops.add(new Op(ops.size(), row.column(0), signature.result.equals("-") ? "stmt" : "expr", "memory",
                    List.of("memarg"), signature.operands, signature.result, row.column(3),
                    "", Integer.parseInt(row.column(2)), Set.of("trap", "mem")));
        }
        vectors(folder, ops);
        atomics(folder, ops);
        structure(folder.resolve("exceptions.ops"), ops);
        structure(folder.resolve("gc.ops"), ops);
        Set<String> names = new HashSet<>();
        for (Op op : ops) {
            if (!names.add(op.name())) {
                throw new IllegalArgumentException("two rows named " + op.name());
            }
        }
        return new OpTable(List.copyOf(ops));
    }

    /** A table whose rows say everything themselves; their nodes are written by hand. */
    private static void structure(Path file, List<Op> ops) throws IOException {
        for (Row row : rows(file, 6)) {
            Signature signature = row.signature(4);
            ops.add(new Op(ops.size(), row.column(0), row.oneOf(1, KINDS), row.column(2), row.list(3),
                    signature.operands, signature.result, "", "", 0, row.flags(5)));
        }
    }

    private static void vectors(Path folder, List<Op> ops) throws IOException {
        for (Row row : rows(folder.resolve("simd.ops"), 5)) {
            Signature signature = row.signature(1);
            String remark = row.oneOf(4, Set.of("-", "lane", "shuffle", Op.MIXED));
            ops.add(new Op(ops.size(), row.column(0), "expr", remark.equals("lane") ? "lane" : "-",
                    remark.equals("shuffle") ? List.of("i64", "i64") : List.of(), signature.operands, signature.result,
                    row.column(2), row.column(3), 0,
                    remark.equals(Op.MIXED) ? Set.of("vector", Op.MIXED) : Set.of("vector")));
        }
        for (Row row : rows(folder.resolve("simd-memory.ops"), 6)) {
            Signature signature = row.signature(1);
            ops.add(new Op(ops.size(), row.column(0), signature.result.equals("-") ? "stmt" : "expr", "memory",
                    row.oneOf(5, Set.of("-", "lane")).equals("lane") ? List.of("memarg", "lane") : List.of("memarg"),
                    signature.operands, signature.result, row.column(3), row.column(4), Integer.parseInt(row.column(2)),
                    Set.of("trap", "mem", "vector")));
        }
    }

    private static void atomics(Path folder, List<Op> ops) throws IOException {
        for (Row row : rows(folder.resolve("atomic.ops"), 4)) {
            String effect = row.column(3);
            ops.add(new Op(ops.size(), row.column(0), "stmt", "memory",
                    effect.equals("store") ? List.of("memarg") : List.of("memarg", "slot"), row.signature(1).operands, "-",
                    effect, "", Integer.parseInt(row.column(2)), Set.of("trap", "mem", "atomic")));
        }
    }

    private static List<Row> rows(Path file, int columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(";", -1);
            Row row = new Row(file.getFileName() + ":" + number, cells);
            if (cells.length != columns) {
                throw row.error(columns + " columns expected");
            }
            rows.add(row);
        }
        return rows;
    }

    private record Signature(List<String> operands, String result) {
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

        /** Reads {@code operands -> result}; a column without an arrow has operands only. */
        Signature signature(int index) {
            String text = column(index);
            int arrow = text.indexOf("->");
            String before = arrow < 0 ? text : text.substring(0, arrow);
            String after = arrow < 0 ? "" : text.substring(arrow + 2).trim();
            List<String> operands = Arrays.stream(before.trim().split("\\s+"))
                    .filter(type -> !type.isEmpty() && !type.equals("-"))
                    .toList();
            for (String type : operands) {
                if (!TYPES.contains(type)) {
                    throw error("unknown type " + type);
                }
            }
            if (!after.isEmpty() && !TYPES.contains(after)) {
                throw error("unknown type " + after);
            }
            return new Signature(operands, after.isEmpty() ? "-" : after);
        }

        IllegalArgumentException error(String message) {
            return new IllegalArgumentException(place + ": " + message);
        }
    }
}
