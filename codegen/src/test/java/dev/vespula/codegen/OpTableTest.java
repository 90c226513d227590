package dev.vespula.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpTableTest {
    private static final List<String> TABLES = List.of("structure.ops", "numeric.ops", "memory.ops", "simd.ops",
            "simd-memory.ops", "atomic.ops", "exceptions.ops", "gc.ops", "stacks.ops", "instructions.ops");

    @TempDir
    Path folder;

    @BeforeEach
    void emptyTables() throws IOException {
        for (String table : TABLES) {
            write(table, "# nothing");
        }
    }

    private void write(String table, String... lines) throws IOException {
        Files.write(folder.resolve(table), List.of(lines));
    }

    @Test
    void rowsAreNumberedInTheOrderOfTheTables() throws IOException {
        write("structure.ops", "# comment", "", "table.init ; - ; stmt ; table ; elem ; idx i32 i32 ; - ; trap",
                "slot.i32 ; - ; leaf ; slot ; - ; -> i32 ; - ;");
        write("numeric.ops", "i32.add ; 6A ; i32 i32 -> i32 ; a + b ; commutative");
        write("memory.ops", "i32.store8 ; 3A ; idx i32 -> ; 1 ; (byte) a");
        OpTable table = OpTable.read(folder);
        assertThat(table.ops()).extracting(Op::name).containsExactly("table.init", "slot.i32", "i32.add", "i32.store8");
        assertThat(table.ops()).extracting(Op::number).containsExactly(0, 1, 2, 3);
        Op init = table.ops().get(0);
        assertThat(init.constant()).isEqualTo("TABLE_INIT");
        assertThat(init.operands()).containsExactly("idx", "i32", "i32");
        assertThat(init.result()).isEqualTo("-");
        assertThat(init.words()).containsExactly("elem");
        assertThat(init.has("trap")).isTrue();
        Op store = table.ops().get(3);
        assertThat(store.isStore()).isTrue();
        assertThat(store.width()).isEqualTo(1);
        assertThat(table.ops().get(2).semantics()).isEqualTo("a + b");
    }

    @Test
    void whatIsAnInstructionHasItsCodeInItsRow() throws IOException {
        write("instructions.ops", "select/t ; 1C reference_types ; select_types ; -");
        write("structure.ops", "i64.add128 ; FC 13 wide_arithmetic ; stmt ; slot ; - ; i64 i64 i64 i64 -> i64 i64 ; - ;",
                "table.init ; FC 0C bulk_memory ; stmt ; table ; elem ; idx i32 i32 ; - ;",
                "table.copy ; FC 0E bulk_memory ; stmt ; table ; table ; idx idx idx ; - ;",
                "table.grow ; FC 0F reference_types ; stmt ; slot ; table ; elem idx -> idx ; - ;",
                "throw ; 08 exceptions ; term ; tag ; frame ; - ; - ;");
        write("simd-memory.ops", "v128.load8_lane ; FD 54 simd ; idx v128 -> v128 ; 1 ; bl ; bh ; lane");
        write("atomic.ops", "i64.atomic.rmw16.add_u ; FE 23 threads ; idx i64 -> i64 ; 2 ; ADD");
        write("numeric.ops", "f32.canonical ; - ; f32 -> f32 ; a ;");
        assertThat(OpTable.read(folder).instructions()).containsExactly(
                new Instruction("throw", 0, 0x08, "exceptions", "tag", "", -1),
                new Instruction("select/t", 0, 0x1C, "reference_types", "select_types", "", -1),
                new Instruction("table.init", 0xFC, 0x0C, "bulk_memory", "elem_table", "aii:", -1),
                new Instruction("table.copy", 0xFC, 0x0E, "bulk_memory", "table_table", "", -1),
                new Instruction("table.grow", 0xFC, 0x0F, "reference_types", "table", "ea:a", -1),
                new Instruction("i64.add128", 0xFC, 0x13, "wide_arithmetic", "none", "llll:ll", -1),
                new Instruction("v128.load8_lane", 0xFD, 0x54, "simd", "memarg_lane", "av:v", 0),
                new Instruction("i64.atomic.rmw16.add_u", 0xFE, 0x23, "threads", "memarg", "al:l", 1));
    }

    @Test
    void aBadRowIsNamedByFileAndLine() throws IOException {
        write("numeric.ops", "# one", "i32.add ; 6A ; i32 i32 -> i32 ; a + b");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("numeric.ops:2: 5 columns expected");
        write("numeric.ops", "i32.add ; 6A ; i32 u32 -> i32 ; a + b ;");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("numeric.ops:1: unknown type u32");
        write("numeric.ops", "# fine");
        write("structure.ops", "br ; - ; jump ; - ; target ; - ; - ;");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("structure.ops:1: unknown jump");
    }

    @Test
    void aNameMayStandOnceOnly() throws IOException {
        write("numeric.ops", "i32.eqz ; 45 ; i32 -> i32 ; a == 0 ; compare", "i32.eqz ; 45 ; i32 -> i32 ; a == 0 ; compare");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("two rows named i32.eqz");
    }
}
