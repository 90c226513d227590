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
            "simd-memory.ops", "atomic.ops", "exceptions.ops", "gc.ops");

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
        write("structure.ops", "# comment", "", "table.init ; stmt ; table ; elem ; idx i32 i32 ; trap",
                "slot.i32 ; leaf ; slot ; - ; -> i32 ;");
        write("numeric.ops", "i32.add ; i32 i32 -> i32 ; a + b ; commutative");
        write("memory.ops", "i32.store8 ; idx i32 -> ; 1 ; (byte) a");
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
    void aBadRowIsNamedByFileAndLine() throws IOException {
        write("numeric.ops", "# one", "i32.add ; i32 i32 -> i32 ; a + b");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("numeric.ops:2: 4 columns expected");
        write("numeric.ops", "i32.add ; i32 u32 -> i32 ; a + b ;");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("numeric.ops:1: unknown type u32");
        write("numeric.ops", "# fine");
        write("structure.ops", "br ; jump ; - ; target ; - ;");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("structure.ops:1: unknown jump");
    }

    @Test
    void aNameMayStandOnceOnly() throws IOException {
        write("numeric.ops", "i32.eqz ; i32 -> i32 ; a == 0 ; compare", "i32.eqz ; i32 -> i32 ; a == 0 ; compare");
        assertThatThrownBy(() -> OpTable.read(folder)).hasMessage("two rows named i32.eqz");
    }
}
