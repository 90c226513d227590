package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.HostCall;
import dev.vespula.component.HostResource;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.WitName;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Worlds with interfaces within, contexts of calls, limits, and what is made for classes of the user. */
class TypedWorldsTest {
    private final ComponentText text = new ComponentText();

    /** Logs what the world gives for now, and adds to it. */
    private static final String WORLD = """
            (component
              (import "now" (func $now (result u32)))
              (import "my:app/log@1.0.3" (instance $log (export "say-it" (func (param "x" u32) (result u32)))))
              (core func $now (canon lower (func $now)))
              (core func $say (canon lower (func $log "say-it")))
              (core module $m
                (import "" "now" (func $now (result i32)))
                (import "" "say" (func $say (param i32) (result i32)))
                (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                (func (export "run") (result i32) (call $say (call $now)))
                (func (export "spin") (loop $l (br $l)))
                (func (export "trap") unreachable))
              (core instance $i (instantiate $m (with "" (instance (export "now" (func $now)) (export "say" (func $say))))))
              (func $add (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
              (func (export "run") (result u32) (canon lift (core func $i "run")))
              (func (export "spin") (canon lift (core func $i "spin")))
              (func (export "trap") (canon lift (core func $i "trap")))
              (instance $math (export "add" (func $add)))
              (export "my:app/math-lib@1.2.0" (instance $math))
              (export "other:app/twin@1.0.0" (instance $math))
              (export "my:app/twin@1.0.0" (instance $math))
              (export "plain" (instance $math)))
            """;

    interface Math {
        int add(int a, int b);
    }

    @WitName("my:app/twin@1.0.0")
    interface Twin extends Math {}

    interface World {
        int run();

        void spin();

        void trap();

        Math mathLib();

        Twin anyName();

        @WitName("other:app/twin@1.0.0")
        Math otherTwin();

        Math plain();
    }

    interface Reachable {
        ComponentInstance instance();

        Inner mathLib();

        interface Inner {
            ComponentInstance home();

            int add(int a, int b);
        }
    }

    interface Log {
        int sayIt(int x);
    }

    interface Imports {
        int now();

        Log log();
    }

    private <T> void defineImports(ComponentLinker<T> linker) {
        linker.define(Imports.class, new Imports() {
            @Override
            public int now() {
                return 40;
            }

            @Override
            public Log log() {
                return x -> x + 2;
            }
        });
    }

    @Test
    void interfacesOfAWorldAreMethodsThatReturnInterfaces() {
        defineImports(text.linker);
        World world = text.instantiate(WORLD).exports(World.class);
        assertThat(world.run()).isEqualTo(42);
        for (Math math : List.of(world.mathLib(), world.anyName(), world.otherTwin(), world.plain())) {
            assertThat(math.add(2, 3)).isEqualTo(5);
        }
        assertThat(world.mathLib()).isSameAs(world.mathLib()).hasToString("Math of my:app/math-lib@1.2.0");
        assertThat(world).hasToString("World of the component");
    }

    @Test
    void interfacesLeadToTheInstanceThatExports() {
        defineImports(text.linker);
        ComponentInstance instance = text.instantiate(WORLD);
        Reachable world = instance.exports(Reachable.class);
        assertThat(world.instance()).isSameAs(instance);
        assertThat(world.mathLib().home().func("add").call(2L, 3L)).isEqualTo(5L);
        assertThat(world.mathLib().home().funcs()).containsOnlyKeys("add");
        assertThat(world.mathLib().add(2, 3)).isEqualTo(5);
        world.instance().close();
        assertThatThrownBy(() -> world.mathLib().add(2, 3)).isInstanceOf(Trap.class);
    }

    @WitName("my:app/math-lib@1.0.0")
    interface MathLib extends Math {}

    @WitName("my:app/math-lib@2.0.0")
    interface LaterMathLib extends Math {}

    interface Ambiguous {
        Math twin();
    }

    @Test
    void interfacesAreFoundByNameAndVersion() {
        defineImports(text.linker);
        ComponentInstance instance = text.instantiate(WORLD);
        assertThat(instance.exports(MathLib.class).add(2, 3)).isEqualTo(5);
        assertThat(instance.instance("my:app/math-lib@1.1.0").exports(Math.class).add(2, 3)).isEqualTo(5);
        assertThat(instance.instance("plain").exports(MathLib.class).add(2, 3)).as("an instance is what it is").isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> instance.exports(LaterMathLib.class)).withMessageContaining(
                "stands for `my:app/math-lib@2.0.0`, which is not exported");
        assertThatIllegalArgumentException().isThrownBy(() -> instance.exports(Ambiguous.class)).withMessageContaining(
                "Ambiguous.twin: several instances can be meant: [other:app/twin@1.0.0, my:app/twin@1.0.0]; @WitName says which");
    }

    @WitName("my:app/log@1.2.0")
    interface NamedLog extends Log {}

    @Test
    void whatIsDefinedBelongsTogether() {
        text.linker.func("now", (call, args) -> 1L).define(NamedLog.class, x -> 10 * x);
        assertThat(text.instantiate(WORLD).exports(World.class).run()).isEqualTo(10);
        ComponentLinker<Void> mixed = new ComponentLinker<>(text.engine);
        defineImports(mixed);
        mixed.instance("my:app/log@1.0.0").func("say-it", (call, args) -> 7L);
        assertThat(mixed.instantiate(text.store, text.component(WORLD)).exports(World.class).run()).as(
                "single functions come first")
                .isEqualTo(7);
        ComponentLinker<Void> lacking = new ComponentLinker<>(text.engine);
        lacking.func("now", (call, args) -> 1L).define("my:app/log@1.0.3", new Object());
        assertThatThrownBy(() -> lacking.instantiate(text.store, text.component(WORLD))).isInstanceOf(LinkException.class)
                .hasMessageContaining("my:app/log@1.0.3#say-it");
        assertThatIllegalArgumentException().isThrownBy(() -> lacking.root().define((Object) HostResource.of("r", String.class,
                x -> {})));
    }

    // ---- calls

    interface CallingLog {
        int sayIt(HostCall<String> call, int x);
    }

    @Test
    void aMethodMayWantToKnowAboutTheCall() {
        ComponentLinker<String> linker = new ComponentLinker<>(text.engine);
        linker.func("now", (call, args) -> 1L);
        linker.define("my:app/log@1.0.3", CallingLog.class, (call, x) -> call.data().length());
        Store<String> store = new Store<>(text.engine, "four");
        assertThat(linker.instantiate(store, text.component(WORLD)).exports(World.class).run()).isEqualTo(4);
        ComponentLinker<String> pausing = new ComponentLinker<>(text.engine);
        pausing.func("now", (call, args) -> 1L);
        pausing.define("my:app/log@1.0.3", CallingLog.class, (call, x) -> {
            throw call.suspend("question");
        });
        ComponentInstance instance = pausing.instantiate(store, text.component(WORLD));
        assertThat(instance.func("run").callResumable()).isInstanceOfSatisfying(PausedComponentCall.InHost.class, paused -> {
            assertThat(paused.payload()).isEqualTo("question");
            assertThat(paused.resume(9)).as("as the method would have returned it").isEqualTo(new ComponentOutcome.Finished(
                    9L));
        });
    }

    interface Overloaded {
        int sayIt(int x, int y);

        int sayIt(HostCall<Void> call, int x);

        default int sayIt() {
            return 0;
        }
    }

    @Test
    void ofSeveralMethodsTheNumberOfParametersDecides() {
        text.linker.func("now", (call, args) -> 1L).define("my:app/log@1.0.3", Overloaded.class, new Overloaded() {
            @Override
            public int sayIt(int x, int y) {
                return 1;
            }

            @Override
            public int sayIt(HostCall<Void> call, int x) {
                return 2;
            }
        });
        assertThat(text.instantiate(WORLD).exports(World.class).run()).isEqualTo(2);
    }

    @Test
    void limitsAreThoseOfTheStore() {
        ComponentText metered = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        metered.store.setFuel(100_000);
        defineImports(metered.linker);
        World world = metered.instantiate(WORLD).exports(World.class);
        assertThat(world.run()).isEqualTo(42);
        assertThatThrownBy(world::spin).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.OUT_OF_FUEL));
        metered.store.setFuel(100_000);
        World other = metered.instantiate(WORLD).exports(World.class);
        assertThatThrownBy(other::trap).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.UNREACHABLE));
        assertThatThrownBy(other::run).hasMessageContaining("cannot enter component instance");
    }

    @Test
    void hostsCannotReenterAnInstance() {
        World[] world = new World[1];
        text.linker.func("now", (call, args) -> 1L).define("my:app/log@1.0.3", Log.class, x -> world[0].run());
        world[0] = text.instantiate(WORLD).exports(World.class);
        assertThatThrownBy(() -> world[0].run()).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.CANNOT_ENTER_COMPONENT));
    }

    // ---- one component calls another

    private static final String LENDER = """
            (component
              (component $impl
                (type $box (resource (rep i32)))
                (core func $new (canon resource.new $box))
                (core module $m
                  (import "" "new" (func $new (param i32) (result i32)))
                  (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                  (func (export "get") (param i32) (result i32) (local.get 0)))
                (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
                (export $box' "box" (type $box))
                (func $make (param "x" u32) (result (own $box')) (canon lift (core func $i "make")))
                (func $get (param "self" (borrow $box')) (result u32) (canon lift (core func $i "get")))
                (export "[constructor]box" (func $make))
                (export "[method]box.get" (func $get)))
              (instance $made (instantiate $impl))
              (export "my:app/boxes" (instance $made)))
            """;

    private static final String BORROWER = """
            (component
              (import "my:app/boxes" (instance $boxes
                (export "box" (type $box (sub resource)))
                (export "[constructor]box" (func (param "x" u32) (result (own $box))))))
              (alias export $boxes "box" (type $box))
              (import "my:app/look" (instance $look
                (alias outer 1 $box (type $box_))
                (export "box" (type $box2 (eq $box_)))
                (export "look" (func (param "b" (borrow $box2)) (result u32)))
                (export "keep" (func (param "b" (own $box2))))))
              (core func $new (canon lower (func $boxes "[constructor]box")))
              (core func $look (canon lower (func $look "look")))
              (core func $keep (canon lower (func $look "keep")))
              (core module $m
                (import "" "new" (func $new (param i32) (result i32)))
                (import "" "look" (func $look (param i32) (result i32)))
                (import "" "keep" (func $keep (param i32)))
                (func (export "run") (result i32) (local $b i32) (local $v i32)
                  (local.set $b (call $new (i32.const 7)))
                  (local.set $v (call $look (local.get $b)))
                  (call $keep (local.get $b))
                  (local.get $v)))
              (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "look" (func $look))
                (export "keep" (func $keep))))))
              (func (export "run") (result u32) (canon lift (core func $i "run"))))
            """;

    interface Box extends AutoCloseable {
        int get();

        @Override
        void close();
    }

    interface Look {
        int look(Box b);

        void keep(Box b);
    }

    interface Run {
        int run();
    }

    @Test
    void aHostSeesResourcesOfGuests() {
        List<Box> boxes = new ArrayList<>();
        text.linker.define("my:app/boxes", text.instantiate(LENDER).instance("my:app/boxes"));
        text.linker.define("my:app/look", Look.class, new Look() {
            @Override
            public int look(Box b) {
                boxes.add(b);
                b.close();
                return b.get() + 1;
            }

            @Override
            public void keep(Box b) {
                boxes.add(b);
            }
        });
        assertThat(text.instantiate(BORROWER).exports(Run.class).run()).isEqualTo(8);
        assertThatThrownBy(() -> boxes.get(0).get()).isInstanceOf(IllegalStateException.class).hasMessageEndingWith(
                "or lent to a call that is over");
        boxes.get(0).close();
        assertThat(boxes.get(1).get()).isEqualTo(7);
        boxes.get(1).close();
    }

    interface WrongBox extends AutoCloseable {
        String get();

        @Override
        void close();
    }

    interface WrongLook {
        int look(WrongBox b);

        void keep(WrongBox b);
    }

    @Test
    void methodsOfAGuestsResourceAreComparedWhenTheHostGetsIt() {
        text.linker.define("my:app/boxes", text.instantiate(LENDER).instance("my:app/boxes"));
        text.linker.define("my:app/look", WrongLook.class, new WrongLook() {
            @Override
            public int look(WrongBox b) {
                return 0;
            }

            @Override
            public void keep(WrongBox b) {}
        });
        assertThatThrownBy(() -> text.instantiate(BORROWER)).isInstanceOf(LinkException.class).hasMessageContaining(
                "[method]box.get: result: u32 in WIT, String in Java: long (or int, as raw bits) stands for it");
    }

    // ---- what is made for classes of the user

    @Test
    void thereIsOneClassForAnInterfaceWhateverTheInstance() {
        defineImports(text.linker);
        Set<Class<?>> classes = new HashSet<>();
        Component component = text.component(WORLD);
        for (int i = 0; i < 5; i++) {
            ComponentInstance instance = text.linker.instantiate(text.store, i < 3 ? component : text.component(WORLD));
            World world = instance.exports(World.class);
            classes.add(world.getClass());
            classes.add(world.mathLib().getClass());
            classes.add(world.plain().getClass());
            classes.add(instance.instance("plain").exports(Math.class).getClass());
        }
        assertThat(classes).hasSize(2);
    }

    private interface Hidden {
        HiddenPair id(HiddenPair x);
    }

    private record HiddenPair(int a, int b) {}

    @Test
    void whatIsPrivateIsSeenWithALookup() {
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.define(MethodHandles.lookup(), "test:echo/host", Hidden.class, x -> new HiddenPair(x.b, x.a));
        ComponentInstance instance = linker.instantiate(text.store, text.component(text.echo(Map.of(), "(tuple u8 u8)",
                "i32 i32",
                "(tuple u8 u8)")));
        Hidden hidden = instance.exports(MethodHandles.lookup(), Hidden.class);
        assertThat(hidden.id(new HiddenPair(1, 2))).isEqualTo(new HiddenPair(2, 1));
        assertThat(instance.exports(MethodHandles.lookup(), Hidden.class).getClass()).isSameAs(hidden.getClass());
    }

    /** Loads classes of this package once more, as an application server does beside the engine's own loader. */
    private static final class OtherLoader extends ClassLoader {
        OtherLoader() {
            super(TypedWorldsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : name.startsWith(TypedWorldsTest.class.getName()) ? reload(name)
                        : super.loadClass(name,
                                resolve);
            }
        }

        private Class<?> reload(String name) throws ClassNotFoundException {
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream stream = TypedWorldsTest.class.getResourceAsStream(file)) {
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** What a plug-in has: everything is loaded anew. */
    public interface Plugin {
        /** Both ways. */
        PluginPair id(PluginPair x);

        /** A tuple. */
        record PluginPair(int a, PluginColor b) {}

        /** An enum. */
        enum PluginColor {
            RED, GREEN
        }

        /** A host. */
        final class Host implements Plugin {
            @Override
            public PluginPair id(PluginPair x) {
                return new PluginPair(x.a + 1, x.b);
            }
        }
    }

    private static final Map<String, String> COLOR = Map.of("color", "(enum \"red\" \"green\")");

    @Test
    void classesOfAPlugInWorkAndAreNotKept() throws Exception {
        Component component = text.component(text.echo(COLOR, "(tuple u8 $color)", "i32 i32", "(tuple u8 $color)"));
        WeakReference<ClassLoader> loader = usePlugin(component);
        for (int i = 0; i < 1_000 && !loader.refersTo(null); i++) {
            System.gc();
            Thread.sleep(5);
        }
        assertThat(loader.refersTo(null)).isTrue();
        assertThat(component.exports()).isNotEmpty();
    }

    private WeakReference<ClassLoader> usePlugin(Component component) throws Exception {
        OtherLoader loader = new OtherLoader();
        Class<?> plugin = loader.loadClass(Plugin.class.getName());
        assertThat(plugin).isNotSameAs(Plugin.class);
        Class<?> pair = loader.loadClass(Plugin.PluginPair.class.getName());
        Class<?> color = loader.loadClass(Plugin.PluginColor.class.getName());
        Object host = loader.loadClass(Plugin.Host.class.getName()).getConstructor().newInstance();
        Method id = plugin.getMethod("id", pair);
        for (int i = 0; i < 2; i++) {
            ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
            linker.define("test:echo/host", host);
            Object bound = linker.instantiate(new Store<>(text.engine), component).exports(plugin);
            Object value = pair.getConstructor(int.class, color).newInstance(7, color.getEnumConstants()[1]);
            Object result = id.invoke(bound, value);
            // Not by its text: on JDK 17 the method that makes it for records keeps the classes of their components.
            assertThat(pair.getMethod("a").invoke(result)).isEqualTo(8);
            assertThat(pair.getMethod("b").invoke(result) == color.getEnumConstants()[1]).isTrue();
        }
        return new WeakReference<>(loader);
    }
}
