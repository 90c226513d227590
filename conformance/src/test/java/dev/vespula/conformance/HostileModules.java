package dev.vespula.conformance;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Modules that try to take all the time or memory there is. The function to call is exported as "run". */
final class HostileModules {
    private HostileModules() {}

    /** Modules whose function never ends by itself, as text by name. */
    static Map<String, String> endless() {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put("br", body("(loop $l (br $l))"));
        modules.put("br_if", body("(loop $l (br_if $l (i32.const 1)))"));
        modules.put("br_table", body("(loop $l (br_table $l $l $l (local.get 0)))"));
        modules.put("if-else", body("(loop $l (if (local.get 0) (then (br $l)) (else (local.set 0 (i32.const 1)) (br $l))))"));
        modules.put("nested loops", body("(loop $a (loop $b (loop $c (br_if $c (local.get 0)) (br_if $b (local.get 0)))"
                + " (br $a)))"));
        modules.put("br_on_null", body("(loop $l (drop (br_on_null $l (ref.null func))))"));
        modules.put("br_on_cast",
                "(module (type $s (struct)) (func (export \"run\") (local anyref) (local.set 0 (struct.new $s))"
                        + " (loop $l (drop (block $b (result anyref) (br_on_cast $b anyref (ref $s) (local.get 0)))) (br $l))))");
        modules.put("calls", "(module (func $f) (func (export \"run\") (loop $l (call $f) (br $l))))");
        modules.put("indirect calls", "(module (type $t (func)) (table 1 funcref) (elem (i32.const 0) $f) (func $f)"
                + " (func (export \"run\") (loop $l (call_indirect (type $t) (i32.const 0)) (br $l))))");
        modules.put("call_ref", "(module (type $t (func)) (elem declare func $f) (func $f)"
                + " (func (export \"run\") (loop $l (call_ref $t (ref.func $f)) (br $l))))");
        modules.put("tail calls", "(module (func $f (export \"run\") (return_call $f)))");
        modules.put("mutual tail calls", "(module (func $f (export \"run\") (return_call $g)) (func $g (return_call $f)))");
        modules.put("indirect tail calls", "(module (type $t (func)) (table 1 funcref) (elem (i32.const 0) $f)"
                + " (func $f (export \"run\") (return_call_indirect (type $t) (i32.const 0))))");
        modules.put("tail calls of references", "(module (type $t (func)) (elem declare func $f)"
                + " (func $f (type $t) (return_call_ref $t (ref.func $f))) (func (export \"run\") (call $f)))");
        modules.put("exceptions", "(module (tag $t) (func (export \"run\")"
                + " (loop $l (block $h (try_table (catch $t $h) (throw $t))) (br $l))))");
        modules.put("exceptions through calls", "(module (tag $t) (func $f (throw $t)) (func (export \"run\")"
                + " (loop $l (block $h (try_table (catch_all $h) (call $f))) (br $l))))");
        modules.put("memory.fill", memory("(loop $l (memory.fill (i32.const 0) (i32.const 1) (i32.const 6000000)) (br $l))"));
        modules.put("memory.copy", memory("(loop $l (memory.copy (i32.const 1) (i32.const 0) (i32.const 6000000)) (br $l))"));
        modules.put("memory.grow by nothing", memory("(loop $l (drop (memory.grow (i32.const 0))) (br $l))"));
        modules.put("memory.grow that fails", memory("(loop $l (drop (memory.grow (i32.const 70000))) (br $l))"));
        modules.put("memory.grow as far as it goes", memory("(loop $l (drop (memory.grow (i32.const 1))) (br $l))"));
        modules.put("table.grow as far as it goes", "(module (table $t 1 externref) (func (export \"run\")"
                + " (loop $l (drop (table.grow $t (ref.null extern) (i32.const 1000))) (br $l))))");
        modules.put("table.fill", "(module (table $t 1000000 externref) (func (export \"run\")"
                + " (loop $l (table.fill $t (i32.const 0) (ref.null extern) (i32.const 1000000)) (br $l))))");
        modules.put("table.copy", "(module (table $t 1000000 funcref) (func (export \"run\")"
                + " (loop $l (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 999999)) (br $l))))");
        modules.put("array.copy", "(module (type $a (array (mut i8))) (func (export \"run\") (local (ref null $a))"
                + " (local.set 0 (array.new_default $a (i32.const 4000000))) (loop $l (array.copy $a $a (local.get 0)"
                + " (i32.const 0) (local.get 0) (i32.const 1) (i32.const 3999999)) (br $l))))");
        modules.put("garbage structs", "(module (type $s (struct (field i64 i64))) (func (export \"run\")"
                + " (loop $l (drop (struct.new_default $s)) (br $l))))");
        modules.put("garbage arrays", "(module (type $a (array i64)) (func (export \"run\")"
                + " (loop $l (drop (array.new_default $a (i32.const 100000))) (br $l))))");
        modules.put("vectors", body("(local v128) (loop $l (local.set 1 (f32x4.div (local.get 1) (local.get 1))) (br $l))"));
        modules.put("divisions", body("(loop $l (local.set 0 (i32.div_u (i32.const 7) (i32.const 3))) (br $l))"));
        modules.put("host calls", "(module (import \"host\" \"nothing\" (func $h)) (func (export \"run\")"
                + " (loop $l (call $h) (br $l))))");
        modules.put("start function", "(module (func $f (loop $l (br $l))) (start $f) (func (export \"run\")))");
        modules.put("doubling calls", doubling());
        return modules;
    }

    /** Each function calls the next one twice: few bytes, 2^60 calls. */
    private static String doubling() {
        StringBuilder text = new StringBuilder("(module ");
        for (int i = 0; i < 60; i++) {
            text.append("(func $f").append(i).append(i == 0 ? " (export \"run\")" : "");
            text.append(i == 59 ? ")" : " (call $f" + (i + 1) + ") (call $f" + (i + 1) + "))");
        }
        return text.append(')').toString();
    }

    /** Modules that recurse for ever, as text by name. */
    static Map<String, String> recursive() {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put("itself", "(module (func $f (export \"run\") (call $f)))");
        modules.put("mutually", "(module (func $f (export \"run\") (call $g) (nop)) (func $g (call $f) (nop)))");
        modules.put("through a table", "(module (type $t (func)) (table 1 funcref) (elem (i32.const 0) $f)"
                + " (func $f (export \"run\") (call_indirect (type $t) (i32.const 0))))");
        modules.put("through a reference", "(module (type $t (func)) (elem declare func $f)"
                + " (func $f (type $t) (call_ref $t (ref.func $f))) (func (export \"run\") (call $f)))");
        modules.put("with many locals", "(module (func $f (export \"run\") (local " + "i64 ".repeat(20_000) + ") (call $f)))");
        modules.put("with many parameters", "(module (func $f (param " + "i64 ".repeat(900) + ") " + "(local.get 7) ".repeat(
                900)
                + "(call $f)) (func (export \"run\") " + "(i64.const 1) ".repeat(900) + "(call $f)))");
        modules.put("inside a handler of everything", "(module (func $f (export \"run\")"
                + " (block $h (try_table (catch_all $h) (call $f)))))");
        modules.put("in the start function", "(module (func $f (call $f)) (start $f) (func (export \"run\")))");
        modules.put("through the host", "(module (import \"host\" \"again\" (func $h)) (func (export \"run\") (call $h)))");
        return modules;
    }

    private static String body(String code) {
        return "(module (func (export \"run\") (local i32) " + code + "))";
    }

    private static String memory(String code) {
        return "(module (memory 100) (func (export \"run\") " + code + "))";
    }

    // ---- binaries that a text would be too long for

    /** A module with one function "run" without parameters and results. */
    static byte[] function(byte[] body) {
        Binary module = new Binary().header();
        module.section(1, new Binary().number(1).bytes(0x60, 0, 0));
        module.section(3, new Binary().number(1).number(0));
        module.section(7, new Binary().number(1).number(3).bytes('r', 'u', 'n', 0, 0));
        module.section(10, new Binary().number(1).number(body.length).bytes(body));
        return module.toByteArray();
    }

    /** A function of so many nested blocks. */
    static byte[] nestedBlocks(int depth) {
        Binary body = new Binary().number(0);
        for (int i = 0; i < depth; i++) {
            body.bytes(0x02, 0x40);
        }
        for (int i = 0; i <= depth; i++) {
            body.bytes(0x0B);
        }
        return function(body.toByteArray());
    }

    /** A function that adds so many constants, all of them on the operand stack first. */
    static byte[] deepOperands(int count) {
        Binary body = new Binary().number(0);
        for (int i = 0; i < count; i++) {
            body.bytes(0x41, 1);
        }
        for (int i = 1; i < count; i++) {
            body.bytes(0x6A);
        }
        return function(body.bytes(0x1A, 0x0B).toByteArray());
    }

    /** A function that adds to one value so often: a deep expression to the left. */
    static byte[] longExpression(int count) {
        Binary body = new Binary().number(1).number(1).bytes(0x7F).bytes(0x20, 0);
        for (int i = 0; i < count; i++) {
            body.bytes(0x20, 0, 0x6A);
        }
        return function(body.bytes(0x1A, 0x0B).toByteArray());
    }

    /** A branch table of so many targets. */
    static byte[] branchTable(int targets) {
        Binary body = new Binary().number(0).bytes(0x02, 0x40, 0x41, 0, 0x0E).number(targets);
        for (int i = 0; i <= targets; i++) {
            body.bytes(0);
        }
        return function(body.bytes(0x0B, 0x0B).toByteArray());
    }

    /** A function that declares so many locals in a few bytes. */
    static byte[] locals(long count) {
        return function(new Binary().number(1).number(count).bytes(0x7E, 0x0B).toByteArray());
    }

    /** A function of no-operations only. */
    static byte[] longFunction(int bytes) {
        Binary body = new Binary().number(0);
        for (int i = 0; i < bytes; i++) {
            body.bytes(1);
        }
        return function(body.bytes(0x0B).toByteArray());
    }

    /** So many functions with empty bodies. */
    static byte[] manyFunctions(int count) {
        Binary types = new Binary().number(count);
        Binary bodies = new Binary().number(count);
        for (int i = 0; i < count; i++) {
            types.bytes(0);
            bodies.bytes(2, 0, 0x0B);
        }
        return new Binary().header().section(1, new Binary().number(1).bytes(0x60, 0, 0)).section(3, types)
                .section(10, bodies).toByteArray();
    }

    /** A section that announces entries which are not there. */
    static byte[] announced(int section, long count) {
        return new Binary().header().section(section, new Binary().number(count)).toByteArray();
    }

    /** A memory of one page and a data segment of so many bytes. */
    static byte[] largeData(int bytes) {
        Binary data = new Binary().number(1).bytes(0, 0x41, 0, 0x0B).number(bytes).bytes(new byte[bytes]);
        return new Binary().header().section(5, new Binary().number(1).bytes(0, 1)).section(11, data).toByteArray();
    }

    /** A chain of so many types, each a subtype of the one before. */
    static byte[] subtypeChain(int depth) {
        Binary types = new Binary().number(depth).bytes(0x50, 0, 0x5F, 0);
        for (int i = 1; i < depth; i++) {
            types.bytes(0x50, 1).number(i - 1).bytes(0x5F, 0);
        }
        return new Binary().header().section(1, types).toByteArray();
    }

    /** Bytes that are put together. */
    static final class Binary extends ByteArrayOutputStream {
        Binary header() {
            return bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
        }

        Binary bytes(int... values) {
            for (int value : values) {
                write(value);
            }
            return this;
        }

        Binary bytes(byte[] values) {
            writeBytes(values);
            return this;
        }

        Binary number(long value) {
            long rest = value;
            while (rest >>> 7 != 0) {
                write((int) rest | 0x80);
                rest >>>= 7;
            }
            write((int) rest);
            return this;
        }

        Binary section(int id, Binary content) {
            write(id);
            return number(content.size()).bytes(content.toByteArray());
        }
    }
}
