package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.OutOfFuel;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.Wat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Programs of the banks that are stopped at every Nth charge of fuel, saved, and continued in a fresh store of a fresh
 * engine, in the same tier or in another one, some of them in a fresh JVM: results, memory, globals and fuel are those of an
 * uninterrupted run in the interpreter.
 */
class SnapshotsTest {
    /** A program is saved so often at most; after that it goes on where it is. */
    private static final int MOST_MOVES = 12;
    private static final int[] STEPS = {1, 3, 17, 101, 997, 10_007};
    private static final int FRESH_PROCESSES = 3;
    private static final List<Tier> INTERPRETER = List.of(Tier.INTERPRETER);
    /** From each tier to each other one and to itself. */
    private static final List<Tier> ALL_TIERS = List.of(Tier.COMPILED, Tier.INTERPRETER, Tier.AUTO, Tier.AUTO, Tier.COMPILED,
            Tier.COMPILED, Tier.AUTO, Tier.INTERPRETER, Tier.INTERPRETER);

    private static List<Program> programs(String bank) throws IOException {
        Path folder = SharedFolder.path("conformance/" + bank);
        ZipModules modules = new ZipModules(folder.resolve("modules.zip"));
        List<BankCase> cases = new ObjectMapper()
                .readValue(folder.resolve("expected.json").toFile(), new TypeReference<>() {});
        List<Program> programs = new ArrayList<>();
        for (BankCase one : cases) {
            if (one.instantiationTrap() == null) {
                programs.add(new Program(one.module(), modules.get(one.module() + ".wasm"), one.calls()));
            }
        }
        return programs;
    }

    private record Program(String name, byte[] wasm, List<BankCase.Call> calls) {}

    @Test
    void loopingProgramsAreContinuedElsewhere() throws IOException {
        move("hot", INTERPRETER);
    }

    @Test
    void randomProgramsAreContinuedElsewhere() throws IOException {
        move("fuzz", INTERPRETER);
    }

    @Test
    void loopingProgramsAreContinuedInOtherTiers() throws IOException {
        move("hot", ALL_TIERS);
    }

    @Test
    void randomProgramsAreContinuedInOtherTiers() throws IOException {
        move("fuzz", ALL_TIERS);
    }

    private static void move(String bank, List<Tier> tiers) throws IOException {
        int moves = 0;
        List<Program> programs = programs(bank);
        int step = Stress.choose(5, 1);
        for (int i = 0; i < programs.size(); i += step) {
            Program program = programs.get(i);
            try {
                MovingRun whole = new MovingRun(program.wasm(), Integer.MAX_VALUE, 0, INTERPRETER);
                MovingRun moved = new MovingRun(program.wasm(), STEPS[i / step % STEPS.length], MOST_MOVES, tiers);
                assertThat(moved.run(program.calls())).as(program.name()).isEqualTo(whole.run(program.calls()));
                moves += moved.moves();
            } catch (LimitException e) {
                // Uses a feature that is not executed yet.
            }
        }
        assertThat(moves).isGreaterThan(programs.size() / step / 4);
    }

    @Test
    void aFreshProcessContinues() throws Exception {
        List<Program> programs = programs("hot");
        int done = 0;
        for (int i = 0; i < programs.size() && done < FRESH_PROCESSES; i += 7) {
            Program program = programs.get(i);
            BankCase.Call call = program.calls().get(0);
            String expected = new MovingRun(program.wasm(), Integer.MAX_VALUE, 0, INTERPRETER).run(List.of(call));
            Tier from = Tier.values()[done % 3];
            Tier to = Tier.values()[(done + 1) % 3];
            Path file = Files.createTempFile("vespula", ".snap");
            try {
                if (new MovingRun(program.wasm(), 5, 1, List.of(from)).save(call, file)) {
                    assertThat(inFreshProcess(file, to)).as(program.name()).isEqualTo(expected);
                    done++;
                }
            } finally {
                Files.delete(file);
            }
        }
        assertThat(done).isEqualTo(FRESH_PROCESSES);
    }

    /** A ring of structs, an array of each kind, an i31, an exception with a reference, held by frames, globals, tables. */
    private static final String OBJECTS = """
            (module
              (rec (type $node (struct (field $next (mut (ref null $node))) (field $value (mut i32)) (field i8)
                                       (field v128) (field f64) (field (mut anyref)))))
              (type $bytes (array (mut i8)))
              (type $vectors (array v128))
              (type $any (array (mut anyref)))
              (tag $tag (param i32 (ref null $node)))
              (global $first (mut (ref null $node)) (ref.null $node))
              (global $caught (mut exnref) (ref.null exn))
              (table $table 3 anyref)
              (func $ring (param $n i32) (local $last (ref null $node)) (local $node (ref null $node))
                (local.set $last (struct.new $node (ref.null $node) (i32.const 0) (i32.const -3)
                  (v128.const i64x2 1 2) (f64.const 1.5) (ref.i31 (i32.const 77))))
                (global.set $first (local.get $last))
                (loop $more
                  (local.set $node (struct.new $node (ref.null $node) (local.get $n) (i32.const 3)
                    (v128.const i64x2 3 4) (f64.const 2.5) (local.get $last)))
                  (struct.set $node $next (local.get $last) (local.get $node))
                  (local.set $last (local.get $node))
                  (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (struct.set $node $next (local.get $last) (global.get $first)))
              (func $sum (param $n i32) (result i32) (local $at (ref null $node)) (local $sum i32)
                (local.set $at (global.get $first))
                (loop $more
                  (local.set $sum (i32.add (local.get $sum) (i32.add
                    (struct.get $node $value (local.get $at)) (struct.get_s $node 2 (local.get $at)))))
                  (local.set $at (struct.get $node $next (local.get $at)))
                  (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum))
              (func $throws (param $x i32)
                (throw $tag (local.get $x) (global.get $first)))
              (func (export "run") (param $n i32) (result i32) (local $array (ref null $any))
                (call $ring (local.get $n))
                (local.set $array (array.new_fixed $any 3 (ref.i31 (i32.const 5))
                  (array.new $bytes (i32.const -1) (i32.const 4)) (array.new $vectors (v128.const i64x2 5 6) (i32.const 2))))
                (array.set $any (local.get $array) (i32.const 0) (local.get $array))
                (table.set $table (i32.const 1) (local.get $array))
                (block $h (result exnref)
                  (try_table (catch_all_ref $h) (call $throws (i32.const 40)))
                  (unreachable))
                (global.set $caught)
                (i32.add (call $sum (i32.mul (i32.const 3) (local.get $n)))
                  (i32.add
                    (i32.add
                      (array.get_s $bytes (ref.cast (ref $bytes) (array.get $any (local.get $array) (i32.const 1)))
                        (i32.const 3))
                      (ref.eq (local.get $array) (ref.cast (ref $any) (array.get $any
                        (ref.cast (ref $any) (table.get $table (i32.const 1))) (i32.const 0)))))
                    (block $c (result i32 (ref null $node))
                      (try_table (catch $tag $c) (throw_ref (global.get $caught)))
                      (unreachable))
                    (i32.add (ref.eq (global.get $first)))))))
            """;

    @Test
    void objectsKeepContentCyclesAndIdentity() {
        byte[] wasm = Wat.parse("objects.wat", OBJECTS.getBytes());
        List<BankCase.Call> calls = List.of(new BankCase.Call("run", List.of("i32:9"), null, null, 0));
        String whole = new MovingRun(wasm, Integer.MAX_VALUE, 0, INTERPRETER).run(calls);
        assertThat(whole).startsWith("run -> [i32:");
        for (List<Tier> tiers : List.of(INTERPRETER, ALL_TIERS, List.of(Tier.COMPILED))) {
            MovingRun moved = new MovingRun(wasm, 1, 1000, tiers);
            assertThat(moved.run(calls)).isEqualTo(whole);
            assertThat(moved.moves()).isGreaterThan(20);
        }
    }

    /** The IR of casts has numbers of types in it, which depend on what modules an engine has seen before. */
    @Test
    void anEngineWithOtherTypesContinues() throws IOException {
        byte[] wasm = Wat.parse("""
                (module
                  (type $t (sub (struct (field i32))))
                  (type $u (sub $t (struct (field i32) (field i64))))
                  (func (export "run") (param $n i32) (result i32) (local $r anyref)
                    (local.set $r (struct.new $u (local.get $n) (i64.const 2)))
                    (loop $more (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (i32.add (struct.get $u 0 (ref.cast (ref $u) (local.get $r))) (ref.test (ref null $t) (local.get $r)))))
                """);
        Config config = TestedTiers.config().withTier(Tier.INTERPRETER).withFuel(Config.FuelMetering.ON);
        Engine engine = Engine.of(config);
        Store<Void> store = new Store<>(engine);
        store.setFuel(500);
        OutOfFuel paused = (OutOfFuel) new Linker<Void>(engine).instantiate(store, Module.of(engine, wasm))
                .func("run").callResumable(1_000);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        Snapshot.of(paused).write(saved);

        Engine other = Engine.of(config);
        Module.of(other, Wat.parse("(module (rec (type (struct (field f64))) (type (array i8))) (type (func (param f32))))"));
        Store<Void> elsewhere = new Store<>(other);
        Snapshot.Restored restored = Snapshot.read(new ByteArrayInputStream(saved.toByteArray()))
                .restore(elsewhere, new Linker<>(other), Module.of(other, wasm));
        elsewhere.setFuel(100_000);
        CallOutcome outcome = ((OutOfFuel) restored.call().orElseThrow()).resume();
        assertThat(((CallOutcome.Finished) outcome).values().get(0).toObject()).isEqualTo(1_001);
    }

    private static String inFreshProcess(Path file, Tier tier) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"),
                MovingRun.class.getName(), file.toString(), tier.name()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return out;
    }
}
