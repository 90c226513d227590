package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every module field and abbreviation, by the binary it stands for. */
class WatTest {

    private static final String HEADER = "0061736d01000000";

    @TempDir
    Path folder;

    private static String hex(String text) {
        return HexFormat.of().formatHex(Wat.parse(text));
    }

    @Test
    void anEmptyTextIsAnEmptyModule() {
        assertThat(hex("")).isEqualTo(HEADER);
        assertThat(hex("(module)")).isEqualTo(HEADER);
        assertThat(hex(" ;; nothing\n(;at all;)")).isEqualTo(HEADER);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(type (func (param i32 i64) (param f32) (result f64 v128))) | 0109 01 60 03 7f7e7d 02 7c7b",
        "(type (struct (field i8 (mut i16)) (field (ref null 0))))   | 010a 01 5f 03 7800 7701 630000",
        "(type (array (mut (ref null func))))                        | 0104 01 5e 7001",
        "(type (array (ref func)))                                   | 0105 01 5e 647000",
        "(rec (type (sub (func))) (type (sub final 0 (func))))       | 010e 01 4e02 5000600000 4f0100600000",
        "(type (sub final (func)))                                   | 0104 01 60 0000",
        "(import \"a\" \"b\" (func))                                 | 0104 01 600000 0207 01 0161 0162 00 00",
        "(import \"a\" \"b\" (table i64 1 2 externref))              | 020a 01 0161 0162 01 6f 050102",
        "(import \"a\" \"b\" (memory 1 2 shared))                    | 0209 01 0161 0162 02 030102",
        "(import \"\" \"\" (global (mut i64)))                       | 0206 01 00 00 03 7e01",
        "(import \"\" \"\" (tag))                                    | 0104 01 600000 0206 01 00 00 04 0000",
        "(table 1 funcref)                                           | 0404 01 70 0001",
        "(table 1 2 (ref 0) (ref.func 0))                            | 040b 01 4000 6400 010102 d2000b",
        "(memory 1)                                                  | 0503 01 0001",
        "(memory i64 1 0x1_0000_0000_0000)                           | 050a 01 0501 80808080808040",
        "(memory 1 (pagesize 1))                                     | 0504 01 080100",
        "(global i32 (i32.const -1))                                 | 0606 01 7f00 417f0b",
        "(export \"x\" (memory 0)) (memory 0)                        | 0503 01 0000 0705 01 0178 0200",
        "(func) (start 0)                                            | 0104 01600000 0302 0100 0801 00 0a04 01 02000b",
        "(elem func 0 1)                                             | 0906 01 01 00 02 0001",
        "(elem declare func)                                         | 0904 01 03 00 00",
        "(elem (i32.const 1) 0)                                      | 0907 01 00 41010b 01 00",
        "(elem (offset i32.const 1) func 0)                          | 0907 01 00 41010b 01 00",
        "(elem (table 1) (i32.const 1) func 0)                       | 0909 01 02 01 41010b 00 01 00",
        "(elem (i32.const 1) funcref (ref.func 0) (item ref.null func)) | 090c 01 04 41010b 02 d2000b d0700b",
        "(elem externref (ref.null extern))                          | 0907 01 05 6f 01 d06f0b",
        "(elem (i32.const 1) externref)                              | 0908 01 06 00 41010b 6f 00",
        "(elem declare (ref func) (ref.func 0))                      | 0908 01 07 6470 01 d2000b",
        "(data \"a\" \"\\62c\")                                      | 0b06 01 01 03 616263",
        "(data (i32.const 1) \"a\")                                  | 0b07 01 00 41010b 01 61",
        "(data (memory 1) (offset (i32.const 1)) \"\")               | 0b07 01 02 01 41010b 00",
        "(memory (data \"abc\"))                                     | 0504 01 010101 0b09 01 00 41000b 03 616263",
        "(memory i64 (data))                                         | 0504 01 050000 0b06 01 00 42000b 00",
        "(memory (pagesize 1) (data \"abc\"))                        | 0505 01 090303 00 0b09 01 00 41000b 03 616263",
        "(table funcref (elem 0))                                    | 0405 01 70 010101 0909 01 02 00 41000b 00 01 00",
        "(tag (param i32))                                           | 0105 01 60017f00 0d03 01 0000",
    })
    void fieldsBecomeTheirSections(String text, String sections) {
        assertThat(hex(text)).isEqualTo(HEADER + sections.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "nop                                      | 01",
        "(block)                                  | 02 40 0b",
        "(loop (result i32) unreachable)          | 03 7f 00 0b",
        "block (type 0) end                       | 02 00 0b",
        "(if (i32.const 1) (then nop))            | 4101 04 40 01 0b",
        "(if (result i32) (i32.const 1) (then (i32.const 2)) (else (i32.const 3))) | 4101 04 7f 4102 05 4103 0b",
        "i32.const 1 if else end                  | 4101 04 40 05 0b",
        "block $a loop $b (br $a) (br $b) br 2 end end | 02 40 03 40 0c01 0c00 0c02 0b 0b",
        "block $a block $a (br $a) end (br $a) end     | 02 40 02 40 0c00 0b 0c00 0b",
        "(block $a (br_table $a 1 $a (i32.const 0)))   | 02 40 4100 0e02000100 0b",
        "(try_table (catch 0 0) (catch_ref 1 0) (catch_all 0) (catch_all_ref 0)) | 1f 40 04 000000 010100 0200 0300 0b",
        "(try (do nop) (catch 0 drop) (catch_all))     | 06 40 01 0700 1a 19 0b",
        "try nop catch 0 rethrow 0 catch_all end       | 06 40 01 0700 0900 19 0b",
        "block $l (try (do) (delegate $l)) try delegate 0 end | 02 40 06 40 1800 06 40 1800 0b",
        "(i32.add (i32.const 1) (i32.mul (i32.const 2) (i32.const 3)))   | 4101 4102 4103 6c 6a",
        "i32.const 1 (i32.add (i32.const 2))      | 4101 4102 6a",
        "(call_indirect (type 0) (i32.const 0))   | 4100 11 00 00",
        "(call_indirect 1 (type 0) (i32.const 0)) | 4100 11 00 01",
        "(return_call_indirect (i32.const 0))     | 4100 13 00 00",
        "(select (result i32) (unreachable))      | 00 1c 01 7f",
        "(select (unreachable))                   | 00 1b",
        "(i32.load8_u offset=3 (i32.const 0))     | 4100 2d 00 03",
        "(i64.store 1 offset=0x80 align=4 (unreachable)) | 00 37 4201 8001",
        "(v128.load8_lane 3 (unreachable))        | 00 fd54 00 00 03",
        "(v128.load8_lane 1 3 (unreachable))      | 00 fd54 4001 00 03",
        "(v128.load32_lane 1 align=1 3 (unreachable)) | 00 fd56 4001 00 03",
        "(memory.init 5 (unreachable))            | 00 fc08 0500",
        "(memory.init 1 5 (unreachable))          | 00 fc08 0501",
        "(memory.copy (unreachable))              | 00 fc0a 0000",
        "(memory.copy 1 2 (unreachable))          | 00 fc0a 0102",
        "(table.init 5 (unreachable))             | 00 fc0c 0500",
        "(table.init 1 5 (unreachable))           | 00 fc0c 0501",
        "(memory.size) memory.size 1 drop         | 3f00 3f01 1a",
        "(i64.const -9223372036854775808)         | 42 8080808080808080807f",
        "(i32.const 4294967295)                   | 417f",
        "(f32.const -0x1p-149)                    | 43 01000080",
        "(f64.const nan:0x4000000000000)          | 44 000000000000f47f",
        "(v128.const i16x8 1 -1 0x7fff 0 0 0 0 65535) | fd0c 0100 ffff ff7f 0000 0000 0000 0000 ffff",
        "(v128.const f32x4 1 inf nan -0)          | fd0c 0000803f 0000807f 0000c07f 00000080",
        "(ref.null func) (ref.null 0)             | d070 d000",
        "(ref.test (ref 0) (unreachable)) (ref.cast (ref null i31)) | 00 fb1400 fb176c",
        "(br_on_cast 0 (ref null any) (ref i31) (unreachable)) | 00 fb18 01 00 6e 6c",
        "(array.new_fixed 3 2 (unreachable))      | 00 fb08 0302",
        "(i64.add128) (i64.mul_wide_u)            | fc13 fc16",
        "(memory.atomic.notify (unreachable)) atomic.fence | 00 fe00 0200 fe0300",
        "(i8x16.relaxed_swizzle)                  | fd8002",
    })
    void instructionsBecomeTheirCodes(String instructions, String code) {
        String text = "(func " + instructions + ")";
        String bytes = code.replace(" ", "");
        String body = String.format("%02x", bytes.length() / 2 + 2) + "00" + bytes + "0b";
        assertThat(hex(text)).contains("0a" + String.format("%02x", body.length() / 2 + 1) + "01" + body);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "(func (import \"a\" \"b\"))                       | (import \"a\" \"b\" (func))",
        "(memory (import \"a\" \"b\") 1)                   | (import \"a\" \"b\" (memory 1))",
        "(func (export \"x\") (export \"y\"))              | (func) (export \"x\" (func 0)) (export \"y\" (func 0))",
        "(global (export \"g\") (import \"a\" \"b\") i32)  | (import \"a\" \"b\" (global i32)) (export \"g\" (global 0))",
        "(func (param i32) (param i32))                    | (type (func (param i32 i32))) (func (type 0))",
        "(func) (func (param i32)) (func)                  | (type (func)) (type (func (param i32))) (func (type 0)) (func (type 1)) (func (type 0))",
        "(func (param i32)) (type (func)) (func)           | (type (func)) (type (func (param i32))) (func (type 1)) (func (type 0))",
        "(type (sub (func))) (func)                        | (type (sub (func))) (type (func)) (func (type 1))",
        "(rec (type (func)) (type (func))) (func)          | (rec (type (func)) (type (func))) (type (func)) (func (type 2))",
        "(rec (type (func))) (func)                        | (rec (type (func))) (func (type 0))",
        "(func (local i32 i32) (local f32))                | (func (local i32) (local i32) (local f32))",
        "(func (block (result i32 i32) unreachable) drop drop) | (type (func)) (type (func (result i32 i32))) (func (type 0) block (type 1) unreachable end drop drop)",
        "(table 1 funcref) (elem (offset (i32.const 0)) 0) (func) | (table 1 funcref) (elem (i32.const 0) func 0) (func)",
        "(func (i32.const 1) drop)                         | (func i32.const 1 drop)",
        "(elem 1 (i32.const 0) 0)                          | (elem (table 1) (i32.const 0) 0)",
    })
    void abbreviationsStandForTheLongForm(String shortForm, String longForm) {
        assertThat(hex(shortForm)).isEqualTo(hex(longForm));
    }

    @Test
    void identifiersOfAllSpacesAreBoundBeforeTheyAreUsed() {
        String text = """
            (module $m
              (export "f" (func $f))
              (start $s)
              (elem $e (table $t) (i32.const 0) func $f $s)
              (data $d (memory $mem) (global.get $g) "x")
              (func $f (type $ft)
                (call $s) (drop (global.get $g)) (table.set $t (i32.const 0) (ref.func $f))
                (elem.drop $e) (data.drop $d) (drop (memory.size $mem)) (throw $tag))
              (func $s)
              (type $ft (func))
              (table $t 2 funcref) (memory $mem 1) (global $g i32 (i32.const 0)) (tag $tag))""";
        byte[] binary = Wat.parse(text);
        assertThat(Wat.parse(Wat.print(binary))).isEqualTo(binary);
        String printed = Wat.print(binary);
        for (String id : List.of("$m", "$f", "$s", "$e", "$t", "$d", "$mem", "$g", "$ft", "$tag")) {
            assertThat(printed).contains(id);
        }
    }

    @Test
    void theEngineTakesTextAsWellAsBinaries() throws IOException {
        String text = "(func (export \"add\") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))";
        Path file = folder.resolve("add.wat");
        Files.writeString(file, text);
        Engine engine = Engine.create();
        for (Module module : List.of(Module.of(engine, text.getBytes()), Module.of(engine, file))) {
            Instance instance = Instance.of(new Store<>(engine), module, List.of());
            assertThat(instance.func("add").call(2, 3)).containsExactly(5);
        }
    }
}
