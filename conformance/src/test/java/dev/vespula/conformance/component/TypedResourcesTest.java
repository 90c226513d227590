package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LinkException;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.ResourceHandle;
import dev.vespula.component.ResourceLeak;
import dev.vespula.component.WitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Resources of guests behind Java interfaces, and of the host as Java objects. */
class TypedResourcesTest {
    private final ComponentText text = new ComponentText();

    // ---- of guests

    /** An interface with a resource, which a component within exports as a real toolchain does. */
    private static final String COUNTERS = """
            (component
              (import "use" (func $use))
              (component $impl
                (import "use" (func $use))
                (core func $use (canon lower (func $use)))
                (core module $rm
                  (global $dropped (mut i32) (i32.const 0))
                  (func (export "dtor") (param i32)
                    (if (i32.eq (local.get 0) (i32.const 666)) (then unreachable))
                    (global.set $dropped (i32.add (global.get $dropped) (local.get 0))))
                  (func (export "dropped") (result i32) (global.get $dropped)))
                (core instance $ri (instantiate $rm))
                (type $counter (resource (rep i32) (dtor (core func $ri "dtor"))))
                (core func $new (canon resource.new $counter))
                (core func $rep (canon resource.rep $counter))
                (core func $drop (canon resource.drop $counter))
                (core module $m
                  (import "" "new" (func $new (param i32) (result i32)))
                  (import "" "rep" (func $rep (param i32) (result i32)))
                  (import "" "drop" (func $drop (param i32)))
                  (import "" "use" (func $use))
                  (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                  (func (export "value") (param i32) (result i32) (call $use) (local.get 0))
                  (func (export "plus") (param i32 i32) (result i32)
                    (call $new (i32.add (local.get 0) (local.get 1))))
                  (func (export "take") (param i32) (result i32) (local $v i32)
                    (local.set $v (call $rep (local.get 0))) (call $drop (local.get 0)) (local.get $v))
                  (func (export "close") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
                (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "rep" (func $rep))
                  (export "drop" (func $drop)) (export "use" (func $use))))))
                (export $counter' "counter" (type $counter))
                (func $make (param "start" u32) (result (own $counter')) (canon lift (core func $i "make")))
                (func $value (param "self" (borrow $counter')) (result u32) (canon lift (core func $i "value")))
                (func $plus (param "self" (borrow $counter')) (param "other" (borrow $counter')) (result (own $counter'))
                  (canon lift (core func $i "plus")))
                (func $close (param "self" (borrow $counter')) (result u32) (canon lift (core func $i "close")))
                (func $merge (param "a" (borrow $counter')) (param "b" (borrow $counter')) (result (own $counter'))
                  (canon lift (core func $i "plus")))
                (func $take (param "c" (own $counter')) (result u32) (canon lift (core func $i "take")))
                (export "[constructor]counter" (func $make))
                (export "[method]counter.value" (func $value))
                (export "[method]counter.plus-other" (func $plus))
                (export "[method]counter.close" (func $close))
                (export "[static]counter.merge-two" (func $merge))
                (export "take" (func $take))
                (func $dropped (result u32) (canon lift (core func $ri "dropped")))
                (export "dropped" (func $dropped)))
              (instance $made (instantiate $impl (with "use" (func $use))))
              (export "my:app/counters@1.0.0" (instance $made)))
            """;

    @WitName("my:app/counters@1.0.0")
    interface Counters {
        Counter newCounter(long start);

        Counter counterMergeTwo(Counter a, Counter b);

        long take(Counter c);

        int dropped();
    }

    interface Counter extends AutoCloseable {
        long value();

        Counter plusOther(Counter other);

        @WitName("close")
        int closeOfTheGuest();

        default long doubled() {
            return 2 * value();
        }

        @Override
        void close();
    }

    private Runnable use = () -> {};

    private ComponentInstance counters() {
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.func("use", (call, args) -> {
            use.run();
            return null;
        });
        return linker.instantiate(text.store, text.component(COUNTERS));
    }

    @Test
    void aResourceIsAnInterface() {
        Counters counters = counters().exports(Counters.class);
        try (Counter one = counters.newCounter(1); Counter two = counters.newCounter(2)) {
            assertThat(one.value()).isEqualTo(1);
            assertThat(two.doubled()).isEqualTo(4);
            assertThat(two.closeOfTheGuest()).isEqualTo(3);
            try (Counter three = one.plusOther(two); Counter six = counters.counterMergeTwo(three, three)) {
                assertThat(three.value()).isEqualTo(3);
                assertThat(six.value()).isEqualTo(6);
            }
            assertThat(counters.dropped()).isEqualTo(9);
            assertThat(one).hasToString("Counter own<counter>");
        }
        assertThat(counters.dropped()).isEqualTo(12);
        assertThat(counters).hasToString("Counters of my:app/counters@1.0.0");
    }

    @Test
    void whatIsClosedOrGivenAwayCannotBeUsed() {
        Counters counters = counters().exports(Counters.class);
        Counter closed = counters.newCounter(1);
        closed.close();
        closed.close();
        assertThat(counters.dropped()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(closed::value).withMessage(
                "the resource counter was closed, given away, or lent to a call that is over");
        assertThatIllegalArgumentException().isThrownBy(() -> counters.take(closed)).withMessageStartingWith(
                "c: the resource own<");
        Counter given = counters.newCounter(5);
        assertThat(counters.take(given)).isEqualTo(5);
        assertThat(counters.dropped()).isEqualTo(6);
        assertThatIllegalStateException().isThrownBy(given::value);
        given.close();
        assertThat(counters.dropped()).isEqualTo(6);
    }

    @Test
    void aResourceThatIsInUseCannotBeClosed() {
        Counters counters = counters().exports(Counters.class);
        Counter counter = counters.newCounter(1);
        List<Throwable> thrown = new ArrayList<>();
        use = () -> {
            try {
                counter.close();
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        };
        assertThat(counter.value()).isEqualTo(1);
        assertThat(thrown).singleElement().asString().contains("a call that is under way borrows the resource counter");
        use = () -> {
            throw new IllegalStateException("no");
        };
        assertThatIllegalStateException().isThrownBy(counter::value).withMessage("no");
        assertThatThrownBy(counter::close).hasMessageContaining("cannot enter component instance");
    }

    @Test
    void whatTheDestructorTrapsIsThrown() {
        Counters counters = counters().exports(Counters.class);
        Counter counter = counters.newCounter(666);
        assertThatThrownBy(counter::close).isInstanceOf(dev.vespula.Trap.class);
        counter.close();
    }

    @Test
    void resourcesOfOneInstanceAreNotThoseOfAnother() {
        Counters one = counters().exports(Counters.class);
        Counters other = counters().exports(Counters.class);
        try (Counter counter = one.newCounter(1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> other.take(counter)).withMessageContaining(
                    "is no resource of type counter of this instance");
            assertThatIllegalArgumentException().isThrownBy(() -> one.take(null)).withMessage("c: null is no Counter");
            Counter foreign = new Foreign();
            assertThatIllegalArgumentException().isThrownBy(() -> one.take(foreign)).withMessageContaining(
                    "is no resource of type counter of this instance");
        }
    }

    private static final class Foreign implements Counter {
        @Override
        public long value() {
            return 0;
        }

        @Override
        public Counter plusOther(Counter other) {
            return this;
        }

        @Override
        public int closeOfTheGuest() {
            return 0;
        }

        @Override
        public void close() {}
    }

    @WitName("my:app/counters@1.0.0")
    interface Handles {
        ResourceHandle newCounter(long start);

        long take(ResourceHandle c);
    }

    @Test
    void handlesOfTheDynamicApiAreTakenToo() {
        ComponentInstance instance = counters();
        Handles handles = instance.exports(Handles.class);
        Counters counters = instance.exports(Counters.class);
        assertThat(handles.take(handles.newCounter(7))).isEqualTo(7);
        try (Counter counter = counters.newCounter(7)) {
            assertThat(counter).isNotInstanceOf(ResourceHandle.class);
        }
    }

    interface NotCloseable {
        int value();
    }

    interface Makes<R> {
        R newCounter(long start);
    }

    interface MakesNotCloseable extends Makes<NotCloseable> {}

    interface Unknown extends AutoCloseable {
        int value();

        int other();

        String plusOther(Counter other);

        @Override
        void close();
    }

    interface MakesUnknown extends Makes<Unknown> {}

    interface MakesNumbers {
        int newCounter(long start);
    }

    @Test
    void interfacesThatDoNotFitAreRefused() {
        ComponentInstance instance = counters().instance("my:app/counters@1.0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> instance.exports(MakesNotCloseable.class)).withMessageEndingWith(
                "[constructor]counter: result: resource counter of a guest in WIT, " + NotCloseable.class.getName()
                        + " in Java: it must be an interface that extends AutoCloseable");
        assertThatIllegalArgumentException().isThrownBy(() -> instance.exports(MakesUnknown.class)).withMessageContainingAll(
                "Unknown.other: no function for it is exported; there are [[method]counter.value, ",
                "[method]counter.plus-other: result: resource counter of a guest in WIT, java.lang.String in Java");
        assertThatIllegalArgumentException().isThrownBy(() -> instance.exports(MakesNumbers.class)).withMessageContaining(
                "[constructor]counter: result: own<resource> in WIT, int in Java: an interface that extends AutoCloseable, or the"
                        + " class of the host's objects, stands for it");
    }

    @Test
    void aLeakIsReported() throws Exception {
        BlockingQueue<ResourceLeak> leaks = new LinkedBlockingQueue<>();
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.func("use", (call, args) -> null).onLeak(leaks::add);
        Counters counters = linker.instantiate(text.store, text.component(COUNTERS)).exports(Counters.class);
        forget(counters);
        ResourceLeak leak = null;
        for (int i = 0; i < 1_000 && leak == null; i++) {
            System.gc();
            leak = leaks.poll(10, TimeUnit.MILLISECONDS);
        }
        assertThat(leak).isEqualTo(new ResourceLeak("counter", Counter.class.getName()));
        assertThat(leaks.poll(50, TimeUnit.MILLISECONDS)).as("those that were closed or given away").isNull();
        assertThat(counters.dropped()).as("the destructor belongs to the thread of the store").isEqualTo(3);
    }

    private static void forget(Counters counters) {
        counters.newCounter(1).close();
        counters.take(counters.newCounter(2));
        counters.newCounter(4);
    }

    // ---- of the host

    private static final String FILES = """
            (component
              (import "my:app/files@1.0.0" (instance $files
                (export "file" (type $file (sub resource)))
                (export "[constructor]file" (func (param "name" u32) (result (own $file))))
                (export "[method]file.size" (func (param "self" (borrow $file)) (param "unit" u32) (result u32)))
                (export "[static]file.merge" (func (param "a" (borrow $file)) (param "b" (own $file)) (result (own $file))))))
              (alias export $files "file" (type $file))
              (import "my:app/use@1.0.0" (instance $use
                (alias outer 1 $file (type $file_))
                (export "file" (type $file2 (eq $file_)))
                (export "find" (func (param "f" (borrow $file2)) (result (option (own $file2)))))))
              (core func $new (canon lower (func $files "[constructor]file")))
              (core func $size (canon lower (func $files "[method]file.size")))
              (core func $merge (canon lower (func $files "[static]file.merge")))
              (core func $drop (canon resource.drop $file))
              (core module $libc (memory (export "mem") 1))
              (core instance $libc (instantiate $libc))
              (alias core export $libc "mem" (core memory $mem))
              (core func $find (canon lower (func $use "find") (memory $mem)))
              (core module $m
                (import "libc" "mem" (memory 1))
                (import "" "new" (func $new (param i32) (result i32)))
                (import "" "size" (func $size (param i32 i32) (result i32)))
                (import "" "merge" (func $merge (param i32 i32) (result i32)))
                (import "" "find" (func $find (param i32 i32)))
                (import "" "drop" (func $drop (param i32)))
                (func (export "run") (result i32) (local $a i32) (local $c i32) (local $size i32)
                  (local.set $a (call $new (i32.const 5)))
                  (local.set $c (call $merge (local.get $a) (call $new (i32.const 7))))
                  (local.set $size (call $size (local.get $c) (i32.const 10)))
                  (call $drop (local.get $a))
                  (call $find (local.get $c) (i32.const 0))
                  (if (i32.load8_u (i32.const 0)) (then (call $drop (i32.load (i32.const 4)))))
                  (call $drop (local.get $c))
                  (local.get $size))
                (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                (func (export "pass") (param i32) (result i32) (local $size i32)
                  (local.set $size (call $size (local.get 0) (i32.const 1)))
                  (call $drop (local.get 0)) (local.get $size)))
              (core instance $i (instantiate $m (with "libc" (instance $libc)) (with "" (instance (export "new" (func $new))
                (export "size" (func $size)) (export "merge" (func $merge)) (export "find" (func $find))
                (export "drop" (func $drop))))))
              (func (export "run") (result u32) (canon lift (core func $i "run")))
              (func (export "make") (param "x" u32) (result (own $file)) (canon lift (core func $i "make")))
              (func (export "pass") (param "f" (borrow $file)) (result u32) (canon lift (core func $i "pass"))))
            """;

    interface Files {
        File newFile(int name);

        File fileMerge(File a, File b);

        class File implements AutoCloseable {
            private final int number;
            private final List<Integer> closed;

            File(int number, List<Integer> closed) {
                this.number = number;
                this.closed = closed;
            }

            public int size(int unit) {
                return unit * number;
            }

            @Override
            public void close() {
                closed.add(number);
            }
        }
    }

    interface Use {
        Optional<Files.File> find(Files.File f);
    }

    interface Run {
        int run();

        Files.File make(int x);

        int pass(Files.File f);
    }

    private final List<Integer> closed = new ArrayList<>();

    private class HostFiles implements Files {
        @Override
        public File newFile(int name) {
            return new File(name, closed);
        }

        @Override
        public File fileMerge(File a, File b) {
            return new File(a.number + b.number, closed);
        }
    }

    @Test
    void aResourceOfTheHostIsAnObject() {
        text.linker.define("my:app/files@1.0.0", Files.class, new HostFiles());
        text.linker.define("my:app/use@1.0.0", Use.class, file -> file.number == 12 ? Optional.of(new Files.File(100, closed))
                : Optional.empty());
        Run guest = text.instantiate(FILES).exports(Run.class);
        assertThat(guest.run()).isEqualTo(120);
        assertThat(closed).as("each once, when the guest has dropped its last handle").containsExactly(5, 100, 12);
        Files.File made = guest.make(9);
        assertThat(made.number).isEqualTo(9);
        assertThat(guest.pass(made)).isEqualTo(9);
        assertThat(closed).hasSize(3);
    }

    @Test
    void anObjectOfAnyClassServes() {
        text.linker.define("my:app/files@1.0.0", new HostFiles());
        text.linker.define("my:app/use@1.0.0", new Object() {
            @SuppressWarnings("unused")
            public Optional<Files.File> find(Files.File f) {
                return Optional.empty();
            }
        });
        assertThat(text.instantiate(FILES).exports(Run.class).run()).isEqualTo(120);
    }

    @Test
    void resourcesMayBeDefinedApart() {
        text.linker.instance("my:app/files@1.0.0").resource("file", HostResource.of("file", Files.File.class, file -> closed
                .add(
                        -file.number))).define(Files.class, new HostFiles());
        text.linker.define("my:app/use@1.0.0", Use.class, file -> Optional.empty());
        assertThat(text.instantiate(FILES).exports(Run.class).run()).isEqualTo(120);
        assertThat(closed).containsExactly(-5, -12);
    }

    interface StringUse {
        Optional<String> find(String f);
    }

    @Test
    void classesOfTheHostMustAgree() {
        text.linker.define("my:app/files@1.0.0", Files.class, new HostFiles());
        text.linker.define("my:app/use@1.0.0", StringUse.class, file -> Optional.empty());
        assertThatThrownBy(() -> text.instantiate(FILES)).isInstanceOf(LinkException.class).hasMessageContainingAll(
                "as `my:app/use@1.0.0#find`", "find: f: resource file in WIT, whose objects are of " + Files.File.class
                        .getName()
                        + ", java.lang.String in Java");
    }

    @Test
    void whatTheHostThrowsWhenItIsClosedEndsTheCall() {
        IllegalStateException thrown = new IllegalStateException("disk");
        text.linker.define("my:app/files@1.0.0", Files.class, new HostFiles() {
            @Override
            public File newFile(int name) {
                return new File(name, closed) {
                    @Override
                    public void close() {
                        throw thrown;
                    }
                };
            }
        });
        text.linker.define("my:app/use@1.0.0", Use.class, file -> Optional.empty());
        Run guest = text.instantiate(FILES).exports(Run.class);
        assertThatThrownBy(guest::run).isSameAs(thrown);
    }
}
