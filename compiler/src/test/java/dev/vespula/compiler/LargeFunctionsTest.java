package dev.vespula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Functions that are far too large for one JVM method: they are compiled all the same, no method has more than the 8,000
 * bytes beyond which HotSpot compiles nothing, and they do what the interpreter does.
 */
class LargeFunctionsTest {
    private static final int MOST_BYTES = 8_000;
    private static final long MOST_MILLIS = 10_000;

    private static String repeat(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining("\n"));
    }

    /** Checks the sizes of the methods that a module becomes, and that all ways agree on what its function "run" does. */
    private static void check(String fields, Object[]... calls) throws Exception {
        check(List.of(Way.values()), fields, calls);
    }

    private static void check(List<Way> ways, String fields, Object[]... calls) throws Exception {
        byte[] wasm = Program.binary(fields);
        long start = cpuMillis();
        Map<String, Integer> sizes = EmittedCode.methodSizes(EmittedCode.compiled(wasm));
        assertThat(cpuMillis() - start).as("milliseconds of processor time").isLessThan(MOST_MILLIS);
        checkSizes(sizes);
        Agreement.of(ways, program -> {
            Instance instance = new Linker<Void>(program.engine).instantiate(program.store, Module.of(program.engine, wasm));
            for (Object[] arguments : calls) {
                program.call(instance, "run", arguments);
            }
        });
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static void checkSizes(Map<String, Integer> sizes) {
        assertThat(sizes).isNotEmpty();
        // A class is initialised once: it does not matter that HotSpot interprets that.
        sizes.forEach((method, size) -> assertThat(size).as(method)
                .isLessThanOrEqualTo(method.endsWith("<clinit>") ? 0xFFFF : MOST_BYTES));
    }

    private static Object[] arguments(Object... arguments) {
        return arguments;
    }

    @Test
    void aMegabyteWithoutBranches() throws Exception {
        Random random = new Random(1);
        check("(memory 1) (func (export \"run\") (param $x i64) (result i64) (local $y i64)\n"
                + repeat(46_000, k -> "(local.set " + (k % 3 == 0 ? "$y" : "$x")
                        + " (i64.add (i64.mul (local.get $x) (i64.const "
                        + random.nextLong() + ")) (i64.rotl (local.get $y) (i64.const " + k % 64 + "))))"
                        + (k % 16 == 0 ? "(i64.store offset=" + k + " (i32.const 8) (local.get $x))" : "")
                        + (k % 16 == 1 ? "(local.set $x (i64.xor (local.get $x) (i64.load offset=" + k + " (i32.const 0))))"
                                : ""))
                + "(i64.xor (local.get $x) (local.get $y)))", arguments(5L));
    }

    @Test
    void aMegabyteOfLoopsAndBlocks() throws Exception {
        Random random = new Random(2);
        StringBuilder body = new StringBuilder();
        for (int k = 0; k < Stress.choose(6_000, 22_000); k++) {
            int a = 2 + random.nextInt(20);
            int b = 2 + random.nextInt(20);
            switch (k % 4) {
                case 0 -> body.append("(local.set $n (i32.const ").append(1 + random.nextInt(3)).append("))\n(loop $l")
                        .append(k).append(" (local.set ").append(a).append(" (i32.add (local.get ").append(b)
                        .append(") (i32.const ").append(k).append("))) (br_if $l").append(k)
                        .append(" (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))\n");
                case 1 -> body.append("(block $b").append(k).append(" (br_if $b").append(k).append(" (i32.lt_u (local.get ")
                        .append(a).append(") (i32.const ").append(random.nextInt()).append("))) (local.set ").append(b)
                        .append(" (i32.mul (local.get ").append(a).append(") (i32.const 31))))\n");
                case 2 -> body.append("(if (i32.and (local.get ").append(a).append(") (i32.const 1)) (then (local.set ")
                        .append(b).append(" (i32.rotl (local.get ").append(a).append(") (i32.const 5)))) (else (local.set ")
                        .append(a).append(" (i32.xor (local.get ").append(b).append(") (i32.const 77)))))\n");
                default -> body.append("(local.set ").append(a).append(" (call $mix (local.get ").append(a)
                        .append(") (local.get ").append(b).append(")))\n");
            }
        }
        check("(func $mix (param i32 i32) (result i32) (i32.add (local.get 0) (i32.shl (local.get 1) (i32.const 1))))"
                + "(func (export \"run\") (param i32) (result i32) (local $n i32) (local "
                + repeat(21, k -> "i32").replace('\n', ' ') + ")\n" + body
                + repeat(20, k -> "(local.get " + (k + 2) + ")") + repeat(19, k -> "i32.xor") + ")", arguments(5), arguments(
                        -9));
    }

    /** Loops in loops, the inner ones far apart, so that borders of parts are inside of loops. */
    @Test
    void loopsLargerThanAMethod() throws Exception {
        check("(func (export \"run\") (param $n i32) (result i64) (local $k i32) (local $x i64) (local $y f64)\n"
                + "(loop $outer (local.set $k (i32.const 3))\n"
                + repeat(600, k -> "(local.set $x (i64.add (i64.mul (local.get $x) (i64.const 6364136223846793005)) (i64.const "
                        + k + "))) (local.set $y (f64.add (local.get $y) (f64.convert_i64_s (local.get $x))))")
                + "(loop $inner" + repeat(600, k -> "(local.set $x (i64.xor (i64.rotl (local.get $x) (i64.const 7)) (i64.const "
                        + k + ")))") + "(br_if $inner (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))"
                + "(br_if $outer (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))"
                + "(i64.xor (local.get $x) (i64.reinterpret_f64 (local.get $y))))", arguments(300));
    }

    private static String branchTable(int blocks, IntFunction<Integer> target, int entries) {
        return "(func (export \"run\") (param $i i32) (result i32) (local $x i32)\n"
                + repeat(blocks, k -> "block") + "\nlocal.get $i br_table "
                + repeat(entries, k -> Integer.toString(target.apply(k))).replace('\n', ' ') + "\n"
                + repeat(blocks, k -> "end (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 3)) (i32.const " + k
                        + ")))"
                        + (k % 7 == 0 && k < blocks - 1 ? "(br_if " + (blocks - 2 - k) + " (i32.eq (local.get $i) (i32.const "
                                + k + ")))" : ""))
                + " local.get $x)";
    }

    @Test
    void aTableOfTenThousandTargets() throws Exception {
        check(branchTable(10_000, k -> k, 10_000), arguments(0), arguments(1), arguments(5_000), arguments(9_993),
                arguments(9_999), arguments(10_000), arguments(-1), arguments(Integer.MIN_VALUE));
    }

    @Test
    void aTableOfManyEntriesForFewTargets() throws Exception {
        check(branchTable(10, k -> k * 7 % 10, 65_000), arguments(0), arguments(1), arguments(64_998), arguments(64_999),
                arguments(65_000), arguments(-1));
    }

    @Test
    void aTableInASmallFunction() throws Exception {
        check(branchTable(10, k -> k % 10, 401), arguments(0), arguments(1), arguments(399), arguments(400), arguments(-5));
    }

    @Test
    void thirtyThousandLocals() throws Exception {
        String[] types = {"i32", "i64", "f32", "f64"};
        String[] zeros = {"i32.const", "i64.const", "f32.const", "f64.const"};
        check("(func $id (param i32) (result i32) (local.get 0)) (func (export \"run\") (param $p i32) (result f64) (local "
                + repeat(30_000, k -> types[k % 4]).replace('\n', ' ') + ") (local $sum f64)\n"
                + repeat(30_000, k -> "(local.set " + (k + 1) + " (" + types[k % 4] + ".add (local.get " + (k + 1) + ") ("
                        + zeros[k % 4] + " " + k % 1000 + ")))" + (k % 500 == 0 ? "(local.set $p (call $id (local.get $p)))"
                                : ""))
                + repeat(30_000, k -> "(local.set $sum (f64.add (local.get $sum) " + switch (k % 4) {
                    case 0 -> "(f64.convert_i32_s (local.get " + (k + 1) + "))";
                    case 1 -> "(f64.convert_i64_s (local.get " + (k + 1) + "))";
                    case 2 -> "(f64.promote_f32 (local.get " + (k + 1) + "))";
                    default -> "(local.get " + (k + 1) + ")";
                } + "))") + "(local.get $sum))", arguments(1));
    }

    /** Types of a thousand values of all kinds. */
    private static String manyTypes(int count) {
        String[] types = {"i32", "i64", "f32", "f64", "externref", "v128"};
        return repeat(count, k -> types[k % 6]).replace('\n', ' ');
    }

    private static String manyValues(int count, int add) {
        return repeat(count, k -> switch (k % 6) {
            case 0 -> "(i32.add (local.get $x) (i32.const " + (k + add) + "))";
            case 1 -> "(i64.add (i64.extend_i32_s (local.get $x)) (i64.const " + (k + add) + "))";
            case 2 -> "(f32.const " + (k + add) + ")";
            case 3 -> "(f64.const " + (k + add) + ")";
            case 4 -> "(local.get $r)";
            default -> "(i32x4.splat (i32.const " + (k + add) + "))";
        });
    }

    /** Adds up all parameters. */
    private static String sum(int count) {
        return repeat(count, k -> "(local.set $sum (f64.add (local.get $sum) " + switch (k % 6) {
            case 0 -> "(f64.convert_i32_s (local.get " + k + "))";
            case 1 -> "(f64.convert_i64_s (local.get " + k + "))";
            case 2 -> "(f64.promote_f32 (local.get " + k + "))";
            case 3 -> "(local.get " + k + ")";
            case 4 -> "(f64.convert_i32_s (ref.is_null (local.get " + k + ")))";
            default -> "(f64.convert_i32_s (i32x4.extract_lane 2 (local.get " + k + ")))";
        } + "))");
    }

    /** Stores the topmost values, of {@link #manyTypes}, to locals behind the parameters, and adds those up. */
    private static String take(int count, int firstLocal) {
        return repeat(count, k -> "local.set " + (firstLocal + count - 1 - k)) + "\n"
                + repeat(count, k -> "(local.set $sum (f64.add (local.get $sum) " + switch (k % 6) {
                    case 0 -> "(f64.convert_i32_s (local.get " + (firstLocal + k) + "))";
                    case 1 -> "(f64.convert_i64_s (local.get " + (firstLocal + k) + "))";
                    case 2 -> "(f64.promote_f32 (local.get " + (firstLocal + k) + "))";
                    case 3 -> "(local.get " + (firstLocal + k) + ")";
                    case 4 -> "(f64.convert_i32_s (ref.is_null (local.get " + (firstLocal + k) + ")))";
                    default -> "(f64.convert_i32_s (i32x4.extract_lane 2 (local.get " + (firstLocal + k) + ")))";
                } + "))");
    }

    @Test
    void manyParametersAndResultsInEveryKindOfCall() throws Exception {
        for (int count : Stress.choose(new int[] {17, 119, 123, 126, 1_000},
                new int[] {17, 40, 118, 119, 120, 121, 122, 123, 124, 125, 126, 200, 1_000})) {
            String types = manyTypes(count);
            String type = "(type $t (func (param " + types + ") (result " + types + ")))";
            String params = "(param $x i32) (param $r externref) (result f64) (local " + types + ") (local $sum f64)";
            String provider = type + "(func (export \"give\") (type $t) " + repeat(count, k -> "(local.get " + k + ")") + ")"
                    + "(func $sum (export \"sum\") (param " + types + ") (result f64) (local $sum f64) " + sum(count)
                    + "(local.get $sum))";
            String user = type + "(import \"p\" \"give\" (func $imported (type $t)))"
                    + "(import \"p\" \"sum\" (func $addImported (param " + types + ") (result f64)))"
                    + "(table 1 funcref) (elem (i32.const 0) $give) (elem declare func $give)"
                    + "(func $give (type $t) " + repeat(count, k -> "(local.get " + k + ")") + ")"
                    + "(func $tail (type $t) " + repeat(count, k -> "(local.get " + k + ")") + " return_call $give)"
                    + "(func $tailImported (type $t) " + repeat(count, k -> "(local.get " + k + ")") + " return_call $imported)"
                    + "(func $tailIndirect (type $t) " + repeat(count, k -> "(local.get " + k + ")")
                    + " (return_call_indirect (type $t) (i32.const 0)))"
                    + "(func $self (type $t) (if (i32.lt_s (local.get 0) (i32.const 500)) (then (local.set 0 (i32.add "
                    + "(local.get 0) (i32.const 100))) " + repeat(count, k -> "(local.get " + k + ")")
                    + " return_call $self)) " + repeat(count, k -> "(local.get " + k + ")") + ")"
                    + call("direct", params, count, "call $give") + call("imported", params, count, "call $imported")
                    + call("indirect", params, count, "(call_indirect (type $t) (i32.const 0))")
                    + call("ref", params, count, "(call_ref $t (ref.func $give))") + call("tail", params, count, "call $tail")
                    + call("tailImported", params, count, "call $tailImported")
                    + call("tailIndirect", params, count, "call $tailIndirect") + call("self", params, count, "call $self")
                    + "(func (export \"sum\") (param $x i32) (param $r externref) (result f64) " + manyValues(count, 3)
                    + " return_call $addImported)"
                    + "(func (export \"trap\") (param $x i32) (param $r externref) (result f64) (local $sum f64) "
                    + manyValues(count, 3) + " (call_indirect (type $t) (i32.const 1)) unreachable)";
            Map<String, Integer> sizes = EmittedCode.methodSizes(EmittedCode.compiled(Program.binary(user)));
            checkSizes(sizes);
            Agreement.of(program -> {
                program.instance("p", provider);
                Instance instance = program.instance(user);
                for (String name : new String[] {"direct", "imported", "indirect", "ref", "tail", "tailImported",
                    "tailIndirect", "self", "sum", "trap"}) {
                    program.call(instance, name, 7, "object");
                    program.call(instance, name, 8, null);
                }
            });
        }
    }

    private static String call(String name, String params, int count, String call) {
        return "(func (export \"" + name + "\") " + params + manyValues(count, 0) + " " + call + " " + take(count, 2)
                + " (local.get $sum))";
    }

    @Test
    void argumentsAroundTheJvmsLimit() throws Exception {
        for (int count = 245; count <= 258; count++) {
            int params = count;
            check("(func $f (param " + repeat(params, k -> "i32").replace('\n', ' ') + ") (result i32) (i32.sub (local.get 0) "
                    + "(local.get " + (params - 1) + "))) (func (export \"run\") (param $x i32) (result i32) (call $f "
                    + repeat(params, k -> "(i32.add (local.get $x) (i32.const " + k * k + "))") + "))", arguments(3));
        }
    }

    @Test
    void blocksNestedTenThousandDeep() throws Exception {
        int depth = 10_000;
        check("(func (export \"run\") (param $x i32) (result i32)\n"
                + repeat(depth, k -> k % 3 == 0 ? "block" : k % 3 == 1 ? "loop" : "local.get $x if")
                + "(local.set $x (i32.add (local.get $x) (i32.const 1)))"
                + repeat(depth, k -> k % 100 == 0 ? "(local.set $x (i32.add (local.get $x) (i32.const 1)))"
                        + "(br_if " + Math.min(k / 2, depth - 1 - k) + " (i32.eq (local.get $x) (i32.const " + k / 50
                        + "))) end" : "end")
                + " local.get $x)", arguments(1), arguments(100), arguments(0));
    }

    @Test
    void handlersNestedTenThousandDeep() throws Exception {
        int depth = 10_000;
        check("(tag $a (param i32)) (tag $b) (func $throws (param i32) (if (i32.eq (local.get 0) (i32.const 7)) "
                + "(then (throw $a (local.get 0)))) (if (i32.eq (local.get 0) (i32.const 8)) (then (throw $b))))"
                + "(func (export \"run\") (param $x i32) (result i32)\n"
                + "(block $caught (result i32)" + repeat(depth, k -> "block try_table (catch $b 0)")
                + "try_table (catch $a $caught) (call $throws (local.get $x)) end\n"
                + repeat(depth, k -> k % 1000 == 0 ? "end (call $throws (local.get $x)) end" : "end end") + "(i32.const -1))"
                + ")", arguments(1), arguments(7), arguments(8));
    }

    @Test
    void handlersForHundredsOfTags() throws Exception {
        int tags = 300;
        check(repeat(tags, k -> "(tag $t" + k + " (param i32 externref f64))")
                + "(func $throws (param $x i32) (param $r externref) (local.get $x) (local.get $r) (f64.const 1.5)"
                + repeat(tags, k -> "block") + " local.get $x br_table "
                + repeat(tags, Integer::toString).replace('\n', ' ')
                + repeat(tags, k -> " end (throw $t" + k + " (local.get $x) (local.get $r) (f64.const " + k + "))")
                + ") (func (export \"run\") (param $x i32) (result i32 i32) (local $y i32) (local.set $y (i32.const 5))"
                + repeat(tags, k -> "(block $h" + k + " (result i32 externref f64)") + "(try_table "
                + repeat(tags - 1, k -> "(catch $t" + k + " $h" + k + ")")
                + " (local.set $y (i32.const 6)) (call $throws (local.get $x) (ref.null extern))) unreachable"
                + repeat(tags, k -> ") drop drop (i32.add (i32.const " + k + ")) (return (local.get $y))") + " unreachable)",
                arguments(0), arguments(1), arguments(150), arguments(298), arguments(299), arguments(1000));
    }

    @Test
    void exceptionsWithAThousandValues() throws Exception {
        // A block may have a thousand results, and one of them is the exception itself.
        int count = 999;
        String types = manyTypes(count);
        check("(tag $t (param " + types + ")) (func $throws (param $x i32) (param $r externref) " + manyValues(count, 1)
                + " throw $t) (func (export \"run\") (param $x i32) (param $r externref) (result f64 f64) (local " + types
                + ") (local $sum f64) (local $e exnref)\n"
                + "(block $h (result " + types + " exnref) (try_table (catch_ref $t $h) (call $throws (local.get $x) "
                + "(local.get $r))) unreachable) local.set $e " + take(count, 2) + "(local.get $sum)"
                + "(block $again (result " + types + ") (try_table (catch $t $again) (throw_ref (local.get $e))) unreachable)"
                + take(count, 2) + "(local.get $sum))", arguments(4, null), arguments(5, "x"));
    }

    @Test
    void exceptionsWithAThousandValuesOfTheSameFunction() throws Exception {
        int count = 1_000;
        String types = manyTypes(count);
        check("(tag $t (param " + types + ")) (func (export \"run\") (param $x i32) (param $r externref) (result f64) (local "
                + types + ") (local $sum f64)\n (block $h (result " + types + ") (try_table (catch $t $h) "
                + manyValues(count, 1) + " throw $t) unreachable)" + take(count, 2) + "(local.get $sum))",
                arguments(4, null), arguments(5, "x"));
    }

    @Test
    void arraysOfTenThousandOperands() throws Exception {
        List<String> types = Stress.choose(List.of("i16", "i64", "v128", "externref"),
                List.of("i8", "i16", "i32", "i64", "f32", "f64", "v128", "externref"));
        for (String type : types) {
            String value = switch (type) {
                case "i64" -> "(i64.extend_i32_s (i32.add (local.get $x) (i32.const %d)))";
                case "f32" -> "(f32.convert_i32_s (i32.add (local.get $x) (i32.const %d)))";
                case "f64" -> "(f64.convert_i32_s (i32.mul (local.get $x) (i32.const %d)))";
                case "v128" -> "(i64x2.splat (i64.extend_i32_s (i32.add (local.get $x) (i32.const %d))))";
                case "externref" -> "(local.get $r)";
                default -> "(i32.add (local.get $x) (i32.const %d))";
            };
            String get = type.startsWith("i8") || type.startsWith("i16") ? "array.get_s" : "array.get";
            check("(type $a (array (mut " + type
                    + "))) (func (export \"run\") (param $x i32) (param $r externref) (param $i i32)"
                    + "(result " + (type.matches("i8|i16") ? "i32" : type) + ") (" + get + " $a (array.new_fixed $a 10000 "
                    + repeat(10_000, k -> value.formatted(k)) + ") (local.get $i)))",
                    arguments(3, "r", 0), arguments(3, "r", 9_999), arguments(-3, null, 127), arguments(-3, null, 128),
                    arguments(0, null, 10_000));
        }
    }

    @Test
    void arraysOfConstants() throws Exception {
        check("(type $a (array i64)) (func (export \"run\") (param $i i32) (result i64) (array.get $a (array.new_fixed $a 10000 "
                + repeat(10_000, k -> "(i64.const " + (k * 0x9E3779B97F4A7C15L) + ")") + ") (local.get $i)))",
                arguments(0), arguments(9_999), arguments(10_000));
    }

    @Test
    void structsOfThousandsOfFields() throws Exception {
        String[] types = {"i8", "i32", "i64", "f32", "f64", "v128", "externref", "i16"};
        String[] values = {"(i32.const %d)", "(i32.add (local.get $x) (i32.const %d))", "(i64.const %d)", "(f32.const %d)",
            "(f64.convert_i32_s (i32.add (local.get $x) (i32.const %d)))", "(i32x4.splat (i32.const %d))", "(local.get $r)",
            "(i32.sub (local.get $x) (i32.const %d))"};
        int count = 8_000;
        check("(type $s (struct " + repeat(count, k -> "(field " + types[k % 8] + ")") + "))"
                + "(func (export \"run\") (param $x i32) (param $r externref) (result i32 f64 i32 i32) (local $s (ref null $s))"
                + "(local.set $s (struct.new $s " + repeat(count, k -> values[k % 8].formatted(k)) + "))"
                + "(struct.get_u $s 4000 (local.get $s)) (struct.get $s 7996 (local.get $s)) (struct.get_s $s 7999 "
                + "(local.get $s)) (ref.is_null (struct.get $s 6 (local.get $s))))", arguments(3, "r"), arguments(9, null));
    }

    @Test
    void hugeExpressionTrees() throws Exception {
        check("(memory 1) (func (export \"run\") (param $x i32) (result i32) (local $v v128) (local $k i32)"
                + "(loop $l " + repeat(3, j -> "(i32.store offset=64 (i32.and (local.get $x) (i32.const 255)) " + tree(9, "i32")
                        + ")"
                        + "(i64.store offset=128 (i32.and (local.get $x) (i32.const 255)) " + tree(9, "i64") + ")"
                        + "(local.set $v " + vectors(7) + ") (v128.store offset=256 (i32.const 3) (local.get $v))"
                        + "(memory.copy " + masked(tree(7, "i32")) + masked(tree(7, "i32")) + masked(tree(7, "i32")) + ")"
                        + "(memory.fill " + masked(tree(7, "i32")) + tree(7, "i32") + masked(tree(7, "i32")) + ")"
                        + "(i32.atomic.store8 " + masked(tree(7, "i32")) + tree(7, "i32") + ")"
                        + "(drop (i32.atomic.rmw8.cmpxchg_u " + masked(tree(7, "i32")) + tree(7, "i32") + tree(7, "i32") + "))")
                + "(local.set $x (i32.xor (local.get $x) " + tree(8, "i32") + "))"
                + "(br_if $l (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (i32.const 50))))"
                + "(i32.xor (i32.load (i32.const 64)) (i32x4.extract_lane 1 (local.get $v))))", arguments(3), arguments(70));
    }

    private static String masked(String value) {
        return "(i32.and " + value + " (i32.const 4095))";
    }

    private static String tree(int depth, String type) {
        if (depth == 0) {
            return type.equals("i32") ? "(i32.load offset=4 (i32.and (local.get $x) (i32.const 1020)))"
                    : "(i64.load32_u offset=4 (i32.and (local.get $x) (i32.const 1020)))";
        }
        String[] operators = {"add", "xor", "mul", "rotl", "sub"};
        return "(" + type + "." + operators[depth % 5] + " " + tree(depth - 1, type) + " " + tree(depth - 1, type) + ")";
    }

    private static String vectors(int depth) {
        if (depth == 0) {
            return "(v128.load8_lane 3 (i32.const 9) (v128.load offset=3 (i32.and (local.get $x) (i32.const 1020))))";
        }
        String[] operators = {"i8x16.shuffle 31 1 30 2 29 3 28 4 27 5 26 6 25 7 24 8", "i16x8.q15mulr_sat_s",
            "i8x16.swizzle", "f32x4.add", "i32x4.dot_i16x8_s"};
        return "(" + operators[depth % 5] + " " + vectors(depth - 1) + " " + vectors(depth - 1) + ")";
    }

    @Test
    void statementsWithNestedLaneLoads() throws Exception {
        String nested = "(local.get $x)";
        for (int k = 0; k < 12; k++) {
            nested = "(i32.and (i32.const 63) (i32x4.extract_lane 0 (v128.load32_lane 0 " + nested + " (v128.load "
                    + "(i32.and (local.get $x) (i32.const 15))))))";
        }
        check("(memory 1) (data (i32.const 0) \"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz\")"
                + "(func (export \"run\") (param $x i32) (result i32) " + nested + ")", arguments(3), arguments(99999));
    }

    @Test
    void callsOfThirtyThousandFunctions() throws Exception {
        int count = Stress.choose(8_000, 30_000);
        // One after the other would be as many classes.
        check(List.of(Way.INTERPRETED, Way.COMPILED), repeat(count, k -> "(func $f" + k
                + " (param i32) (result i32) (i32.add (local.get 0) (i32.const " + k + ")))")
                + "(func (export \"run\") (param $x i32) (result i32)" + repeat(count, k -> "(local.set $x (call $f" + k
                        + " (local.get $x)))") + "(local.get $x))", arguments(3));
    }

    @Test
    void thousandsOfTypes() throws Exception {
        int count = Stress.choose(2_000, 6_000);
        check(repeat(count, k -> "(type $s" + k + " (struct (field i32) (field " + (k % 2 == 0 ? "i64" : "f64")
                + ") (field (ref null " + (k == 0 ? "any" : "$s" + (k - 1)) + "))))")
                + "(func (export \"run\") (param $x i32) (result i32) (local $r anyref) (local $sum i32)"
                + repeat(count, k -> "(local.set $r (struct.new $s" + k + " (i32.add (local.get $x) (i32.const " + k + ")) ("
                        + (k % 2 == 0 ? "i64" : "f64")
                        + ".const 0) (ref.null none))) (local.set $sum (i32.add (local.get $sum) "
                        + "(i32.add (struct.get $s" + k + " 0 (ref.cast (ref $s" + k + ") (local.get $r))) (ref.test (ref $s"
                        + (k + 1) % count + ") (local.get $r)))))") + "(local.get $sum))", arguments(3));
    }
}
