package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import dev.vespula.component.WitName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every type of WIT as a Java type: into a guest and out of it, by a function that it exports and by one that it imports. */
class TypedValuesTest {
    private final ComponentText text = new ComponentText();

    /** What exports and host have, each test with its type. */
    interface Echo<T> {
        T id(T x);
    }

    private final List<Object> seen = new ArrayList<>();

    /** Gives values to the export, of which the component gives each to the host, and takes them back. */
    @SafeVarargs
    private <T, E extends Echo<T>> void bothWays(Class<E> type, E host, Map<String, String> named, String wit, String flat,
            T... values) {
        E guest = bound(type, host, named, wit, flat);
        for (T value : values) {
            assertThat(guest.id(value)).usingRecursiveComparison().isEqualTo(value);
        }
    }

    private <E> E bound(Class<E> type, E host, Map<String, String> named, String wit, String flat) {
        Component component = text.component(text.echo(named, wit, flat, wit));
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.define("test:echo/host", type, host);
        return linker.instantiate(text.store, component).exports(type);
    }

    private <T> T see(T value) {
        seen.add(value);
        return value;
    }

    // ---- numbers

    interface Booleans {
        boolean id(boolean x);
    }

    interface Bytes {
        byte id(byte x);
    }

    interface Shorts {
        short id(short x);
    }

    interface Ints {
        int id(int x);
    }

    interface Longs {
        long id(long x);
    }

    interface Floats {
        float id(float x);
    }

    interface Doubles {
        double id(double x);
    }

    interface Bigs extends Echo<BigInteger> {}

    @Test
    void numbersAreNumbers() {
        Booleans booleans = bound(Booleans.class, x -> !x, Map.of(), "bool", "i32");
        assertThat(booleans.id(true)).isFalse();
        for (byte value : new byte[] {0, -1, Byte.MIN_VALUE, Byte.MAX_VALUE}) {
            assertThat(bound(Bytes.class, this::see, Map.of(), "s8", "i32").id(value)).isEqualTo(value);
            assertThat(bound(Bytes.class, this::see, Map.of(), "u8", "i32").id(value)).as("raw bits").isEqualTo(value);
        }
        for (short value : new short[] {0, -1, Short.MIN_VALUE, Short.MAX_VALUE}) {
            assertThat(bound(Shorts.class, this::see, Map.of(), "s16", "i32").id(value)).isEqualTo(value);
            assertThat(bound(Shorts.class, this::see, Map.of(), "u16", "i32").id(value)).as("raw bits").isEqualTo(value);
        }
        for (int value : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(bound(Ints.class, this::see, Map.of(), "s32", "i32").id(value)).isEqualTo(value);
            assertThat(bound(Ints.class, this::see, Map.of(), "u32", "i32").id(value)).as("raw bits").isEqualTo(value);
        }
        for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(bound(Longs.class, this::see, Map.of(), "s64", "i64").id(value)).isEqualTo(value);
            assertThat(bound(Longs.class, this::see, Map.of(), "u64", "i64").id(value)).as("raw bits").isEqualTo(value);
        }
        assertThat(bound(Floats.class, this::see, Map.of(), "f32", "f32").id(-1.5f)).isEqualTo(-1.5f);
        assertThat(bound(Doubles.class, this::see, Map.of(), "f64", "f64").id(1e300)).isEqualTo(1e300);
        assertThat(seen).contains((byte) -1, (short) -1, -1, -1L, -1.5f, 1e300);
    }

    @Test
    void rawBitsAreNoSignForTheGuest() {
        interface Widening {
            int id(byte x);
        }
        Widening widening = text.identity("", "u8", "i32", "(local.get 0)").exports(Widening.class);
        assertThat(widening.id((byte) -1)).isEqualTo(255);
    }

    @Test
    void unsignedNumbersHaveTheirRanges() {
        Ints bytes = bound(Ints.class, this::see, Map.of(), "u8", "i32");
        assertThat(bytes.id(255)).isEqualTo(255);
        assertThatIllegalArgumentException().isThrownBy(() -> bytes.id(256)).withMessage(
                "x: 256 is out of the range from 0 to 255");
        assertThatIllegalArgumentException().isThrownBy(() -> bytes.id(-1));
        assertThat(bound(Ints.class, this::see, Map.of(), "u16", "i32").id(65_535)).isEqualTo(65_535);
        Longs words = bound(Longs.class, this::see, Map.of(), "u32", "i32");
        assertThat(words.id(0xFFFF_FFFFL)).isEqualTo(0xFFFF_FFFFL);
        assertThatIllegalArgumentException().isThrownBy(() -> words.id(-1));
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        bothWays(Bigs.class, this::see, Map.of(), "u64", "i64", BigInteger.ZERO, most);
        Bigs bigs = bound(Bigs.class, this::see, Map.of(), "u64", "i64");
        assertThatIllegalArgumentException().isThrownBy(() -> bigs.id(most.add(BigInteger.ONE))).withMessageContaining(
                "18446744073709551616 is out of the range from 0 to 18446744073709551615");
        assertThatIllegalArgumentException().isThrownBy(() -> bigs.id(BigInteger.ONE.negate()));
    }

    @Test
    void charactersAreCodePoints() {
        Ints chars = bound(Ints.class, this::see, Map.of(), "char", "i32");
        assertThat(chars.id(0x1F422)).isEqualTo(0x1F422);
        assertThatIllegalArgumentException().isThrownBy(() -> chars.id(0xD800)).withMessageContaining("x: 0xd800");
    }

    // ---- strings and lists

    interface Strings extends Echo<String> {}

    interface ByteArrays extends Echo<byte[]> {}

    interface IntArrays extends Echo<int[]> {}

    interface LongArrays extends Echo<long[]> {}

    interface DoubleArrays extends Echo<double[]> {}

    interface BooleanArrays extends Echo<boolean[]> {}

    interface LongLists extends Echo<List<Long>> {}

    interface ByteLists extends Echo<List<Byte>> {}

    interface StringLists extends Echo<List<? extends String>> {}

    interface StringCollections extends Echo<Collection<String>> {}

    interface StringArrays extends Echo<String[]> {}

    interface Matrices extends Echo<List<double[]>> {}

    @Test
    void stringsAreStrings() {
        bothWays(Strings.class, this::see, Map.of(), "string", "i32 i32", "", "hello", "żółw 🐢");
        assertThat(seen).containsExactly("", "hello", "żółw 🐢");
        Strings strings = bound(Strings.class, this::see, Map.of(), "string", "i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> strings.id(null)).withMessage("x: null is no String");
        assertThatIllegalArgumentException().isThrownBy(() -> strings.id("\uDC00")).withMessageContaining("lone surrogate");
    }

    @Test
    void listsOfNumbersAreArrays() {
        bothWays(ByteArrays.class, this::see, Map.of(), "(list u8)", "i32 i32", new byte[0], new byte[] {1, -1});
        bothWays(IntArrays.class, this::see, Map.of(), "(list u32)", "i32 i32", new int[] {1, -1});
        bothWays(LongArrays.class, this::see, Map.of(), "(list s64)", "i32 i32", new long[] {1, -1});
        bothWays(DoubleArrays.class, this::see, Map.of(), "(list f64)", "i32 i32", new double[] {1.5, -1});
    }

    @Test
    void listsAreListsAndArrays() {
        bothWays(LongArrays.class, this::see, Map.of(), "(list u32)", "i32 i32", new long[] {1, 0xFFFF_FFFFL});
        bothWays(IntArrays.class, this::see, Map.of(), "(list char)", "i32 i32", new int[] {'a', 0x1F422});
        bothWays(BooleanArrays.class, this::see, Map.of(), "(list bool)", "i32 i32", new boolean[] {true, false});
        bothWays(LongLists.class, this::see, Map.of(), "(list u32)", "i32 i32", List.of(1L, 0xFFFF_FFFFL));
        bothWays(ByteLists.class, this::see, Map.of(), "(list u8)", "i32 i32", List.of((byte) -1));
        bothWays(StringLists.class, this::see, Map.of(), "(list string)", "i32 i32", List.of("a", "b"));
        bothWays(StringCollections.class, this::see, Map.of(), "(list string)", "i32 i32", List.of("a", "b"));
        bothWays(StringArrays.class, this::see, Map.of(), "(list string)", "i32 i32", new String[] {"a", "b"}, new String[0]);
        bothWays(Matrices.class, this::see, Map.of(), "(list (list f64))", "i32 i32", List.of(new double[] {1}, new double[0]));
    }

    @Test
    void theWrongElementIsNamed() {
        LongArrays words = bound(LongArrays.class, this::see, Map.of(), "(list u32)", "i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> words.id(new long[] {0, -1})).withMessageStartingWith("x[1]: -1");
        List<String> missing = new ArrayList<>(List.of("a"));
        missing.add(null);
        StringCollections strings = bound(StringCollections.class, this::see, Map.of(), "(list string)", "i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> strings.id(missing)).withMessage("x[1]: null is no String");
    }

    interface StringMaps extends Echo<Map<String, Long>> {}

    interface Fixed extends Echo<List<Integer>> {}

    interface FixedArrays extends Echo<short[]> {}

    @Test
    void mapsAreMapsAndListsOfOneLengthAreLists() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("one", 1L);
        map.put("most", 0xFFFF_FFFFL);
        bothWays(StringMaps.class, this::see, Map.of(), "(map string u32)", "i32 i32", map, Map.of());
        bothWays(Fixed.class, this::see, Map.of(), "(list u8 2)", "i32 i32", List.of(1, 255));
        bothWays(FixedArrays.class, this::see, Map.of(), "(list s16 3)", "i32 i32 i32", new short[] {1, -1, 0});
        Fixed fixed = bound(Fixed.class, this::see, Map.of(), "(list u8 2)", "i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> fixed.id(List.of(1))).withMessageContaining(
                "a list of length 2 cannot have 1 elements");
    }

    // ---- records

    /** Not in the order of WIT, and with names that Java does not allow or that are given. */
    record Item(List<String> tagList, String name, @WitName("unit-price") long price, boolean default_) {}

    private static final Map<String, String> ITEM = Map.of("item", """
            (record (field "name" string) (field "unit-price" u32) (field "tag-list" (list string)) (field "default" bool))""");

    interface Items extends Echo<Item> {}

    @Test
    void recordsAreRecordsByTheNamesOfTheirFields() {
        bothWays(Items.class, this::see, ITEM, "$item", "i32 i32 i32 i32 i32 i32", new Item(List.of("new"), "tea", 250, true));
        assertThat(seen).containsExactly(new Item(List.of("new"), "tea", 250, true));
        Items items = bound(Items.class, this::see, ITEM, "$item", "i32 i32 i32 i32 i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> items.id(new Item(List.of(), "tea", -1, true)))
                .withMessageStartingWith("x.unit-price: -1 is out");
        assertThatIllegalArgumentException().isThrownBy(() -> items.id(new Item(List.of(), null, 1, true))).withMessage(
                "x.name: null is no String");
        assertThatIllegalArgumentException().isThrownBy(() -> items.id(null)).withMessage("x: null is no Item");
    }

    record Pair<A, B>(A first, B second) {}

    interface Pairs extends Echo<Pair<Integer, Pair<Long, String>>> {}

    @Test
    void tuplesAreRecordsByPosition() {
        bothWays(Pairs.class, this::see, Map.of(), "(tuple u8 (tuple s64 string))", "i32 i64 i32 i32", new Pair<>(200,
                new Pair<>(
                        -1L, "x")));
        Pairs pairs = bound(Pairs.class, this::see, Map.of(), "(tuple u8 (tuple s64 string))", "i32 i64 i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> pairs.id(new Pair<>(1, new Pair<>(1L, null)))).withMessage(
                "x[1][1]: null is no String");
    }

    // ---- cases

    sealed interface Shape {
        record Dot() implements Shape {}

        record Circle(float radius) implements Shape {}

        @WitName("name")
        record Named(String text) implements Shape {}

        enum Nothing implements Shape {
            NOTHING
        }
    }

    private static final Map<String, String> SHAPE = Map.of("shape",
            "(variant (case \"dot\") (case \"circle\" f32) (case \"name\" string) (case \"nothing\"))");

    interface Shapes extends Echo<Shape> {}

    @Test
    void variantsAreSealedInterfaces() {
        bothWays(Shapes.class, this::see, SHAPE, "$shape", "i32 i32 i32", new Shape.Dot(), new Shape.Circle(1.5f),
                new Shape.Named(
                        "n"), Shape.Nothing.NOTHING);
        assertThat(seen).containsExactly(new Shape.Dot(), new Shape.Circle(1.5f), new Shape.Named("n"), Shape.Nothing.NOTHING);
        Shapes shapes = bound(Shapes.class, this::see, SHAPE, "$shape", "i32 i32 i32");
        assertThatIllegalArgumentException().isThrownBy(() -> shapes.id(new Shape.Named(null))).withMessage(
                "x.name: null is no String");
        assertThatIllegalArgumentException().isThrownBy(() -> shapes.id(null)).withMessage("x: null is no Shape");
    }

    sealed interface Tree<T> {
        sealed interface Inner<U> extends Tree<U> {}

        record Leaf<V>(V value) implements Inner<V> {}

        record Both<W>(Pair<W, W> values) implements Tree<W> {}
    }

    interface Trees extends Echo<Tree<Integer>> {}

    @Test
    void sealedInterfacesMayBeGeneric() {
        bothWays(Trees.class, this::see, Map.of("tree", "(variant (case \"leaf\" u8) (case \"both\" (tuple u8 u8)))"), "$tree",
                "i32 i32 i32", new Tree.Leaf<>(7), new Tree.Both<>(new Pair<>(1, 2)));
    }

    enum Color {
        DARK_RED,
        @WitName("x")
        GREEN
    }

    interface Colors extends Echo<Color> {}

    interface ColorSets extends Echo<Set<Color>> {}

    interface ColorEnumSets extends Echo<EnumSet<Color>> {}

    @Test
    void enumsAreEnumsAndFlagsAreSetsOfThem() {
        bothWays(Colors.class, this::see, Map.of("color", "(enum \"x\" \"dark-red\")"), "$color", "i32", Color.values());
        Map<String, String> flags = Map.of("colors", "(flags \"x\" \"dark-red\")");
        bothWays(ColorSets.class, this::see, flags, "$colors", "i32", Set.of(), Set.of(Color.GREEN), Set.of(Color.values()));
        bothWays(ColorEnumSets.class, this::see, flags, "$colors", "i32", EnumSet.noneOf(Color.class), EnumSet.allOf(
                Color.class));
        Colors colors = bound(Colors.class, this::see, Map.of("color", "(enum \"x\" \"dark-red\")"), "$color", "i32");
        assertThatIllegalArgumentException().isThrownBy(() -> colors.id(null)).withMessage("x: null is no Color");
    }

    interface Options extends Echo<Optional<Optional<Integer>>> {}

    interface Results extends Echo<Result<Integer, Void>> {}

    interface Dynamic extends Echo<Object> {}

    @Test
    void optionsAndResultsWithinAreObjects() {
        bothWays(Options.class, this::see, Map.of(), "(option (option u8))", "i32 i32 i32", Optional.empty(), Optional.of(
                Optional
                        .empty()), Optional.of(Optional.of(7)));
        bothWays(Results.class, this::see, Map.of(), "(result u8)", "i32 i32", Result.ok(7), Result.err(null));
    }

    @Test
    void objectsAreValuesOfTheDynamicApi() {
        bothWays(Dynamic.class, this::see, SHAPE, "$shape", "i32 i32 i32", new VariantValue("dot"), new VariantValue("name",
                "n"));
        interface Rows extends Echo<List<Object>> {}
        bothWays(Rows.class, this::see, ITEM, "(list $item)", "i32 i32", List.of(Map.of("name", "tea", "unit-price", 1L,
                "tag-list", List.of(), "default", false)));
    }

    @Test
    void oneRecordServesSeveralTypesOfTheSameStructure() {
        Items first = bound(Items.class, this::see, ITEM, "$item", "i32 i32 i32 i32 i32 i32");
        Items second = bound(Items.class, first::id, Map.of("other", ITEM.get("item")), "$other", "i32 i32 i32 i32 i32 i32");
        assertThat(second.id(new Item(List.of(), "tea", 1, false))).isEqualTo(new Item(List.of(), "tea", 1, false));
    }
}
