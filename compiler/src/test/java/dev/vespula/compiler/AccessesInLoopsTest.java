package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads and stores in small loops, which compiled code makes with views of its own, and beside them, where it calls methods. */
class AccessesInLoopsTest {
    private static final List<String> STORES = List.of("i32.store8", "i32.store16", "i32.store", "i64.store8", "i64.store16",
            "i64.store32", "i64.store", "f32.store", "f64.store");
    private static final List<String> LOADS = List.of("i32.load8_s", "i32.load8_u", "i32.load16_s", "i32.load16_u", "i32.load",
            "i64.load8_s", "i64.load8_u", "i64.load16_s", "i64.load16_u", "i64.load32_s", "i64.load32_u", "i64.load",
            "f32.load",
            "f64.load");
    /** Inside, at the end, across it, behind it, and where the sum with an offset would overflow. */
    private static final int[] PLACES = {0, 3, 65518, 65526, 65527, 65528, 65529, 65532, 65533, 65535, 65536, -1, -8, -4096,
        Integer.MIN_VALUE, Integer.MAX_VALUE};

    /** A function that executes a statement three times in a loop, at addresses one apart, and once more behind it. */
    private static String twice(String name, String statement) {
        return """
            (func (export "NAME") (param $a i32) (param $d i32) (local $n i32)
              (loop $again
                STATEMENT
                (local.set $a (i32.add (local.get $a) (i32.const 1)))
                (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 3))))
              STATEMENT)
            """.replace("NAME", name).replace("STATEMENT", statement);
    }

    private static String stores(int offset, String value) {
        StringBuilder fields = new StringBuilder(SUM);
        for (String store : STORES) {
            String type = store.substring(0, 3);
            String converted = switch (type) {
                case "i32" -> value;
                case "i64" -> "(i64.mul (i64.extend_i32_s %s) (i64.const 0x123456789))".formatted(value);
                default -> "(%s.convert_i32_s %s)".formatted(type, value);
            };
            fields.append(twice(store, "(%s offset=%d (local.get $a) %s)".formatted(store, offset, converted)));
        }
        return fields.toString();
    }

    private static final String SUM = """
            (memory (export "memory") 1)
            (func (export "sum") (result i64) (local $k i32) (local $s i64)
              (loop $next
                (local.set $s (i64.add (i64.mul (local.get $s) (i64.const 31)) (i64.load8_u (local.get $k))))
                (br_if $next (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 65536))))
              (local.get $s))
            """;

    private static void callAll(Program program, String fields, List<String> names) {
        Instance instance = program.instance(fields);
        for (String name : names) {
            for (int place : PLACES) {
                program.call(instance, name, place, 7);
                program.call(instance, name, place, 0);
            }
            program.call(instance, "sum");
        }
    }

    @Test
    void storesOfAllWidths() throws Exception {
        for (int offset : new int[] {0, 8, 4096}) {
            Agreement.of(program -> callAll(program, stores(offset, "(i32.add (local.get $a) (local.get $d))"), STORES));
        }
    }

    @Test
    void aValueThatTrapsDoesSoBeforeTheAddress() throws Exception {
        for (int offset : new int[] {0, 8}) {
            String record = Agreement
                    .of(program -> callAll(program, stores(offset, "(i32.div_u (i32.const 100) (local.get $d))"), STORES));
            assertThat(record).contains("divide").contains("out of bounds");
        }
    }

    @Test
    void loadsOfAllWidths() throws Exception {
        for (int offset : new int[] {0, 8, 4096}) {
            StringBuilder fields = new StringBuilder(SUM);
            for (String load : LOADS) {
                fields.append(twice(load, "(%s.store (i32.const 64) (%s offset=%d (local.get $a)))"
                        .formatted(load.substring(0, 3), load, offset)));
            }
            Agreement.of(program -> callAll(program, fields.toString(), LOADS));
        }
    }
}
