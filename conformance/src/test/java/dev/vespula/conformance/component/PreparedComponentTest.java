package dev.vespula.conformance.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.ReferenceCodec;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.ComponentSnapshot;
import dev.vespula.component.HostCall;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.PerInstance;
import dev.vespula.component.PreparedComponent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Components that are prepared once, and host objects that each instance has for itself. */
class PreparedComponentTest {
    private final ComponentText text = new ComponentText();
    private final ComponentLinker<String> linker = new ComponentLinker<>(text.engine);

    /** {@code run} adds to a counter of the host, makes a ticket and asks it for its number, 10 times that of the counter. */
    private static final String VISITOR = """
            (component
              (import "my:app/counter@1.0.0" (instance $counter (export "add" (func (param "x" u32) (result u32)))))
              (import "my:app/tickets@1.0.0" (instance $tickets
                (export "ticket" (type $ticket (sub resource)))
                (export "take" (func (result (own $ticket))))
                (export "[method]ticket.number" (func (param "self" (borrow $ticket)) (result u32)))))
              (alias export $tickets "ticket" (type $ticket))
              (core func $add (canon lower (func $counter "add")))
              (core func $take (canon lower (func $tickets "take")))
              (core func $number (canon lower (func $tickets "[method]ticket.number")))
              (core func $drop (canon resource.drop $ticket))
              (core module $m
                (import "" "add" (func $add (param i32) (result i32)))
                (import "" "take" (func $take (result i32)))
                (import "" "number" (func $number (param i32) (result i32)))
                (import "" "drop" (func $drop (param i32)))
                (func (export "run") (param i32) (result i32)
                  (local $t i32)
                  (drop (call $add (local.get 0)))
                  (local.set $t (call $take))
                  (call $number (local.get $t))
                  (call $drop (local.get $t)))
                (func (export "keep") (drop (call $take))))
              (core instance $i (instantiate $m (with "" (instance (export "add" (func $add)) (export "take" (func $take))
                (export "number" (func $number)) (export "drop" (func $drop))))))
              (func (export "run") (param "x" u32) (result u32) (canon lift (core func $i "run")))
              (func (export "keep") (canon lift (core func $i "keep"))))
            """;

    interface Counter {
        int add(HostCall<String> call, int x);
    }

    interface Tickets {
        Ticket take();

        interface Ticket extends AutoCloseable {
            int number();

            @Override
            void close();
        }
    }

    /** What an instance has: two interfaces that know of each other. */
    private static final class Visit {
        private final Store<String> store;
        private final List<String> events;
        private int count;

        Visit(Store<String> store, List<String> events) {
            this.store = store;
            this.events = events;
            events.add("made for " + store.data());
        }

        Counter counter() {
            events.add("counter");
            return (call, x) -> {
                assertThat(call.store()).isSameAs(store);
                return count += x;
            };
        }

        Tickets tickets() {
            return () -> new Tickets.Ticket() {
                @Override
                public int number() {
                    return 10 * count;
                }

                @Override
                public void close() {
                    events.add("ticket of " + store.data());
                }
            };
        }
    }

    private List<String> defineVisits() {
        List<String> events = new ArrayList<>();
        PerInstance<String, Visit> visit = PerInstance.of(store -> new Visit(store, events));
        linker.define("my:app/counter@1.0.0", Counter.class, visit.map(Visit::counter));
        linker.define("my:app/tickets@1.0.0", Tickets.class, visit.map(Visit::tickets));
        linker.define("not:imported/interface", Runnable.class, PerInstance.of(store -> {
            throw new AssertionError("nobody imports it");
        }));
        return events;
    }

    private ComponentInstance instance(PreparedComponent<String> prepared, String data) {
        return prepared.instantiate(new Store<>(text.engine, data));
    }

    @Test
    void eachInstanceHasHostObjectsOfItsOwn() {
        List<String> events = defineVisits();
        PreparedComponent<String> prepared = linker.prepare(text.component(VISITOR));
        assertThat(events).as("objects are made with instances only").isEmpty();
        ComponentInstance alice = instance(prepared, "alice");
        assertThat(events).containsExactly("made for alice", "counter");
        ComponentInstance bob = instance(prepared, "bob");
        assertThat(alice.func("run").call(2L)).isEqualTo(20L);
        assertThat(bob.func("run").call(5L)).isEqualTo(50L);
        assertThat(alice.func("run").call(1L)).isEqualTo(30L);
        bob.func("keep").call();
        events.clear();
        bob.close();
        assertThat(events).containsExactly("ticket of bob");
        events.clear();
        Store<String> store = new Store<>(text.engine, "twice");
        assertThat(prepared.instantiate(store).func("run").call(1L)).isEqualTo(10L);
        assertThat(prepared.instantiate(store).func("run").call(1L)).as("also in the same store").isEqualTo(10L);
        assertThat(events).filteredOn("made for twice"::equals).hasSize(2);
    }

    @Test
    void whatIsDefinedLaterChangesNothing() {
        Component component = text.component("""
                (component (import "ask" (func $ask (result u32)))
                  (core func $ask (canon lower (func $ask)))
                  (core module $m (import "" "ask" (func $ask (result i32)))
                    (func (export "run") (result i32) (call $ask)))
                  (core instance $i (instantiate $m (with "" (instance (export "ask" (func $ask))))))
                  (func (export "run") (result u32) (canon lift (core func $i "run"))))
                """);
        assertThatThrownBy(() -> linker.prepare(component)).isInstanceOf(LinkException.class).hasMessageContaining("`ask`");
        PreparedComponent<String> trapping = linker.defineUnknownImportsAsTraps().prepare(component);
        linker.func("ask", (call, args) -> (long) call.data().length());
        assertThatThrownBy(() -> instance(trapping, "x").func("run").call()).isInstanceOf(Trap.class);
        assertThat(instance(linker.prepare(component), "four").func("run").call()).isEqualTo(4L);
        assertThat(trapping.component()).isSameAs(component);
    }

    @Test
    void engineAndStoreBelongTogether() {
        defineVisits();
        Engine other = Engine.create();
        assertThatIllegalArgumentException().isThrownBy(() -> linker.prepare(Component.of(other, VISITOR.getBytes(
                UTF_8)))).withMessageContaining("one engine");
        PreparedComponent<String> prepared = linker.prepare(text.component(VISITOR));
        assertThatIllegalArgumentException().isThrownBy(() -> prepared.instantiate(new Store<>(other, "x")))
                .withMessageContaining("one engine");
    }

    @Test
    void whatMakesHostObjectsMayFail() {
        Component component = text.component("""
                (component (import "my:app/counter@1.0.0" (instance (export "add" (func (param "x" u32) (result u32))))))
                """);
        PerInstance<String, String> base = PerInstance.of(store -> store.data().equals("none") ? null : store.data());
        linker.define(MethodHandles.lookup(), "my:app/counter@1.0.0", Counter.class, base.map(data -> {
            if (data.equals("bad")) {
                throw new IllegalStateException("no counter");
            }
            return (call, x) -> x;
        }));
        PreparedComponent<String> prepared = linker.prepare(component);
        assertThatThrownBy(() -> instance(prepared, "bad")).isInstanceOf(IllegalStateException.class).hasMessage("no counter");
        assertThatNullPointerException().isThrownBy(() -> instance(prepared, "none"));
        assertThat(instance(prepared, "good").funcs()).isEmpty();
    }

    @Test
    void aFactoryNeedsAType() {
        PerInstance<String, Object> any = PerInstance.of(store -> new Object());
        assertThatIllegalArgumentException().isThrownBy(() -> linker.define("my:app/counter@1.0.0", any)).withMessageContaining(
                "needs a name or a type");
    }

    // ---- worlds

    interface World {
        int now();

        Log log();
    }

    interface Log {
        int sayIt(int x);
    }

    private static final String WORLD = """
            (component
              (import "now" (func $now (result u32)))
              (import "my:app/log@1.0.3" (instance $log (export "say-it" (func (param "x" u32) (result u32)))))
              (core func $now (canon lower (func $now)))
              (core func $say (canon lower (func $log "say-it")))
              (core module $m
                (import "" "now" (func $now (result i32)))
                (import "" "say" (func $say (param i32) (result i32)))
                (func (export "run") (result i32) (call $say (call $now))))
              (core instance $i (instantiate $m (with "" (instance (export "now" (func $now)) (export "say" (func $say))))))
              (func (export "run") (result u32) (canon lift (core func $i "run"))))
            """;

    @Test
    void interfacesOfAWorldComeFromTheObjectOfTheInstance() {
        AtomicInteger logs = new AtomicInteger();
        linker.define(World.class, PerInstance.of(store -> new World() {
            @Override
            public int now() {
                return store.data().length();
            }

            @Override
            public Log log() {
                int number = logs.incrementAndGet();
                return x -> 100 * number + x;
            }
        }));
        PreparedComponent<String> prepared = linker.prepare(text.component(WORLD));
        assertThat(logs).hasValue(0);
        assertThat(instance(prepared, "a").func("run").call()).isEqualTo(101L);
        assertThat(instance(prepared, "bb").func("run").call()).isEqualTo(202L);
    }

    @Test
    void severalThreadsMayMakeInstances() throws Exception {
        PerInstance<String, int[]> counts = PerInstance.of(store -> new int[1]);
        linker.define("my:app/counter@1.0.0", Counter.class, counts.map(count -> (call, x) -> count[0] += x));
        linker.define("my:app/tickets@1.0.0", Tickets.class, counts.map(count -> () -> new Tickets.Ticket() {
            @Override
            public int number() {
                return count[0];
            }

            @Override
            public void close() {
                count[0] = 0;
            }
        }));
        PreparedComponent<String> prepared = linker.prepare(text.component(VISITOR));
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                long number = i;
                calls.add(() -> instance(prepared, "x").func("run").call(number));
            }
            List<Future<Object>> results = executor.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo((long) i);
            }
        } finally {
            executor.shutdown();
        }
    }

    // ---- snapshots

    @Test
    void aPausedCallGoesOnWithNewHostObjects() throws IOException {
        List<String> events = new ArrayList<>();
        linker.define(World.class, PerInstance.of(store -> new World() {
            @Override
            public int now() {
                return 7;
            }

            @Override
            public Log log() {
                events.add(store.data());
                return x -> x + store.data().length();
            }
        }));
        ComponentLinker<String> pausing = new ComponentLinker<>(text.engine);
        pausing.func("now", (call, args) -> {
            throw call.suspend(null);
        }).define("my:app/log@1.0.0", Log.class, x -> x);
        Component component = text.component(WORLD);
        PausedComponentCall paused = (PausedComponentCall) instance(pausing.prepare(component), "x").func("run")
                .callResumable();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ComponentSnapshot.of(paused, ReferenceCodec.NONE).write(bytes);
        ComponentSnapshot read = ComponentSnapshot.read(new ByteArrayInputStream(bytes.toByteArray()));
        PreparedComponent<String> prepared = linker.prepare(component);
        for (String data : List.of("a", "bb")) {
            ComponentSnapshot.Restored restored = read.restore(new Store<>(text.engine, data), prepared);
            PausedComponentCall.InHost call = (PausedComponentCall.InHost) restored.call().orElseThrow();
            assertThat(call.resume(40)).isEqualTo(new ComponentOutcome.Finished(40L + data.length()));
        }
        assertThat(events).containsExactly("a", "bb");
    }
}
