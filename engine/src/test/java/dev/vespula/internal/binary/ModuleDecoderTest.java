package dev.vespula.internal.binary;

import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static dev.vespula.testing.ModuleBytes.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleDecoderTest {
    private final ModuleBytes module = new ModuleBytes();

    private static void assertMalformed(String reason, long offset, byte[] bytes) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Modules.decode(bytes))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith(reason);
                    assertThat(e.offset()).isEqualTo(offset);
                });
    }

    private static void assertInvalid(String reason, byte[] bytes) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.decode(bytes))
                .withMessageStartingWith(reason);
    }

    private static void assertLimit(String reason, byte[] bytes) {
        assertThatExceptionOfType(LimitException.class)
                .isThrownBy(() -> Modules.decode(bytes))
                .withMessageContaining(reason);
    }

    private static Code i32(int value) {
        return new Code().op(Opcode.I32_CONST, value).end();
    }

    // Header and sections.

    @Test
    void headerAloneIsAModule() {
        ModuleModel empty = Modules.validate(module.toBytes());
        assertThat(empty.functionCount()).isZero();
        assertThat(empty.start()).isEqualTo(-1);
        assertThat(empty.customSections()).isEmpty();
        assertThat(empty.names().function(0)).isNull();
    }

    @Test
    void headerMustBeWholeAndRight() {
        byte[] header = module.toBytes();
        for (int length = 0; length < header.length; length++) {
            assertMalformed("unexpected end", length < 4 ? 0 : 4, Arrays.copyOf(header, length));
        }
        assertMalformed("magic header not detected", 0, new Bytes().raw(0, 'A', 's', 'm', 1, 0, 0, 0).toBytes());
        assertMalformed("unknown binary version", 4, new Bytes().raw(0, 'a', 's', 'm', 2, 0, 0, 0).toBytes());
        assertMalformed("unknown binary version", 4, new Bytes().raw(0, 'a', 's', 'm', 0x0D, 0, 1, 0).toBytes());
    }

    private static byte[] withSections(int... bytes) {
        return new Bytes().raw(new ModuleBytes().toBytes()).raw(bytes).toBytes();
    }

    @Test
    void sectionsHaveKnownIdsAndFit() {
        assertMalformed("malformed section id", 8, withSections(14, 0));
        assertMalformed("length out of bounds", 9, withSections(1, 2, 0));
        assertMalformed("unexpected end", 9, withSections(1));
        assertMalformed("section size mismatch", 11, withSections(1, 2, 0, 0));
        assertMalformed("unexpected end", 10, withSections(1, 0));
    }

    @Test
    void sectionsComeOnceAndInOrder() {
        assertMalformed("unexpected content after last section", 11, withSections(1, 1, 0, 1, 1, 0));
        assertMalformed("unexpected content after last section", 11, withSections(2, 1, 0, 1, 1, 0));
        assertMalformed("unexpected content after last section", 11, withSections(10, 1, 0, 12, 1, 0));
        assertMalformed("unexpected content after last section", 11, withSections(6, 1, 0, 13, 1, 0));
        Modules.validate(withSections(1, 1, 0, 2, 1, 0, 3, 1, 0, 4, 1, 0, 5, 1, 0, 13, 1, 0, 6, 1, 0, 7, 1, 0, 9, 1, 0,
                12, 1, 0, 10, 1, 0, 11, 1, 0));
    }

    @Test
    void customSectionsStandAnywhereAnyNumberOfTimes() {
        ModuleModel model = Modules.decode(withSections(0, 3, 1, 'a', 9, 1, 1, 0, 0, 2, 1, 'a', 0, 2, 1, 'b'));
        assertThat(model.customSections()).containsExactly(
                new CustomSection("a", 12, 13, 0),
                new CustomSection("a", 20, 20, 1),
                new CustomSection("b", 24, 24, 1));
    }

    @Test
    void namesOfCustomSectionsAreChecked() {
        assertMalformed("malformed UTF-8 encoding", 11, withSections(0, 2, 1, 0xFF));
        assertMalformed("unexpected end", 11, withSections(0, 1, 5));
        assertMalformed("unexpected end", 10, withSections(0, 0));
    }

    // Types.

    @Test
    void typesBecomeCanonical() {
        int first = module.type(types(I32), types(I64));
        int second = module.type(types(I32), types(I64));
        int third = module.type(types(), types());
        ModuleModel model = Modules.decode(module.toBytes());
        assertThat(model.typeId(second)).isEqualTo(model.typeId(first)).isNotEqualTo(model.typeId(third));
        assertThat(model.type(first).params()).containsExactly(ValTypes.I32);
        assertThat(model.type(first).results()).containsExactly(ValTypes.I64);
    }

    @Test
    void aRecursionGroupMayBeEmpty() {
        module.type(0x4E, 0);
        module.type(0x5F, 0);
        assertThat(Modules.decode(module.toBytes()).typeCount()).isEqualTo(1);
    }

    @Test
    void groupsCountOnceAndGiveEachMemberAnIndex() {
        module.type(0x4E, 2, 0x5F, 1, 0x63, 1, 1, 0x50, 0, 0x5E, 0x78, 0);
        int after = module.type(types(), types()) + 1;
        ModuleModel model = Modules.decode(module.toBytes());
        assertThat(model.typeCount()).isEqualTo(3);
        assertThat(model.type(0).kind()).isEqualTo(TypeKind.STRUCT);
        assertThat(model.type(0).isMutable(0)).isTrue();
        assertThat(model.type(0).field(0)).isEqualTo(ValTypes.nullable(model.type(1).heap()));
        assertThat(model.type(1).kind()).isEqualTo(TypeKind.ARRAY);
        assertThat(model.type(1).isFinal()).isFalse();
        assertThat(model.type(1).field(0)).isEqualTo(ValTypes.I8);
        assertThat(model.type(after).kind()).isEqualTo(TypeKind.FUNC);
    }

    @Test
    void typesSeeTheirGroupAndWhatIsBefore() {
        module.type(0x5F, 1, 0x63, 0, 0);
        Modules.decode(module.toBytes());
        module.type(0x5F, 1, 0x63, 2, 0);
        assertInvalid("unknown type 2", module.toBytes());
    }

    @Test
    void supertypesComeBefore() {
        module.type(0x4E, 2, 0x50, 1, 1, 0x5F, 0, 0x50, 0, 0x5F, 0);
        assertInvalid("unknown type 1", module.toBytes());
    }

    @Test
    void supertypesMustMatch() {
        module.type(0x50, 0, 0x5F, 1, I32, 0);
        module.type(0x50, 1, 0, 0x5F, 2, I32, 0, I32, 1);
        Modules.decode(module.toBytes());
        module.type(0x50, 1, 1, 0x5F, 1, I32, 0);
        assertInvalid("sub type", module.toBytes());
    }

    @Test
    void finalTypesHaveNoSubtypes() {
        module.type(types(), types());
        module.type(0x50, 1, 0, 0x60, 0, 0);
        assertInvalid("sub type", module.toBytes());
    }

    @Test
    void subtypesOfFunctionsAreContravariantInParameters() {
        module.type(0x50, 0, 0x60, 1, 0x6D, 1, 0x6D);
        module.type(0x50, 1, 0, 0x60, 1, 0x6E, 1, 0x6C);
        Modules.decode(module.toBytes());
        module.type(0x50, 1, 0, 0x60, 1, 0x6C, 1, 0x6C);
        assertInvalid("sub type", module.toBytes());
    }

    @Test
    void chainsOfSubtypesAreBounded() {
        module.type(0x50, 0, 0x5F, 0);
        for (int k = 0; k < 63; k++) {
            module.type(0x50, 1, k, 0x5F, 0);
        }
        Modules.decode(module.toBytes());
        module.type(0x50, 1, 63, 0x5F, 0);
        assertLimit("sub type hierarchy deeper than 63", module.toBytes());
    }

    @Test
    void chainsInOneGroupAreBoundedBeforeTheyCostMemory() {
        int length = 200_000;
        Bytes group = new Bytes().raw(0x4E).unsigned(length).raw(0x50, 0, 0x5F, 0);
        for (int k = 1; k < length; k++) {
            group.raw(0x50, 1).unsigned(k - 1).raw(0x5F, 0);
        }
        module.item(ModuleBytes.TYPE_SECTION, group.toBytes());
        assertLimit("sub type hierarchy deeper than 63", module.toBytes());
    }

    @Test
    void formsOfTypesAreChecked() {
        assertMalformed("malformed type definition", 11, withSections(1, 2, 1, 0x40));
        assertMalformed("integer representation too long", 11, withSections(1, 5, 1, 0xE0, 0x7F, 0, 0));
        assertMalformed("malformed mutability", 14, withSections(1, 5, 1, 0x5F, 1, I32, 2));
        assertMalformed("malformed value type", 13, withSections(1, 5, 1, 0x60, 1, 0x40, 0));
    }

    @Test
    void withoutGcThereAreFunctionTypesOnly() {
        module.type(0x5F, 0);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Modules.decode(module.toBytes(), Features.of(new Config().without(Feature.GC))));
    }

    @Test
    void longParameterListsAreRefused() {
        module.type(new int[0], new int[0]);
        int[] thousand = new int[1000];
        Arrays.fill(thousand, I32);
        module.type(thousand, thousand);
        Modules.decode(module.toBytes());
        module.type(Arrays.copyOf(thousand, 1001), types());
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Modules.decode(
                new ModuleBytes().section(1, new Bytes().raw(1, 0x60).unsigned(1001).raw(new byte[1002]).toBytes())
                        .toBytes()));
    }

    // Imports and definitions.

    @Test
    void importsComeFirstInEachIndexSpace() {
        int type = module.type(types(), types());
        module.imports("env", "memory", ModuleBytes.MEMORY, 1, 1, 2);
        int function = module.imports("env", "f", ModuleBytes.FUNCTION, type);
        module.imports("\u00e9", "g", ModuleBytes.GLOBAL, I64, 1);
        module.imports("env", "t", ModuleBytes.TABLE, FUNCREF, 0, 3);
        module.imports("env", "tag", ModuleBytes.TAG, 0, type);
        int own = module.function(type, new Code().end());
        module.export("own", ModuleBytes.FUNCTION, own).export("f", ModuleBytes.FUNCTION, function);
        ModuleModel model = Modules.validate(module.toBytes());
        assertThat(model.importCount()).isEqualTo(5);
        assertThat(model.importModule(2)).isEqualTo("\u00e9");
        assertThat(model.importName(1)).isEqualTo("f");
        assertThat(model.importKind(0)).isEqualTo(ExternKind.MEMORY);
        assertThat(model.importKind(4)).isEqualTo(ExternKind.TAG);
        assertThat(model.importIndex(2)).isZero();
        assertThat(own).isEqualTo(1);
        assertThat(model.functionCount()).isEqualTo(2);
        assertThat(model.importedFunctionCount()).isEqualTo(1);
        assertThat(model.memory(0).max()).isEqualTo(2);
        assertThat(model.globalType(0)).isEqualTo(ValTypes.I64);
        assertThat(model.isGlobalMutable(0)).isTrue();
        assertThat(model.table(0).min()).isEqualTo(3);
        assertThat(model.table(0).hasMax()).isFalse();
        assertThat(model.exportName(0)).isEqualTo("own");
        assertThat(model.exportKind(1)).isEqualTo(ExternKind.FUNCTION);
        assertThat(model.exportIndex(0)).isEqualTo(own);
        assertThat(model.bodyEnd(own) - model.bodyStart(own)).isEqualTo(2);
    }

    @Test
    void kindsOfImportsAndExportsAreChecked() {
        assertMalformed("malformed import kind", 13, withSections(2, 5, 1, 0, 0, 5, 0));
        assertMalformed("malformed export kind", 12, withSections(7, 4, 1, 0, 5, 0));
        assertMalformed("malformed UTF-8 encoding", 12, withSections(2, 6, 1, 1, 0x80, 0, 0, 0));
    }

    @Test
    void functionsNeedTypes() {
        assertInvalid("unknown type 0", withSections(3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0B));
        module.type(0x5F, 0);
        module.function(0, new Code().end());
        assertInvalid("type mismatch", module.toBytes());
    }

    @Test
    void functionsAndBodiesMustBeEquallyMany() {
        module.type(types(), types());
        module.section(ModuleBytes.FUNCTION_SECTION, new Bytes().raw(2, 0, 0).toBytes());
        module.section(ModuleBytes.CODE_SECTION, new Bytes().raw(1, 2, 0, 0x0B).toBytes());
        byte[] bytes = module.toBytes();
        assertMalformed("function and code section have inconsistent lengths", bytes.length, bytes);
    }

    @Test
    void limitsHaveKnownFlags() {
        assertMalformed("malformed limits flags", 11, withSections(5, 3, 1, 0x08, 0));
        assertMalformed("malformed limits flags", 11, withSections(5, 3, 1, 0x10, 0));
        assertMalformed("malformed limits flags", 12, withSections(4, 4, 1, FUNCREF, 0x02, 0));
        MemoryEntry memory = Modules.decode(withSections(5, 5, 1, 0x07, 1, 0x80, 1)).memory(0);
        assertThat(memory.address64()).isTrue();
        assertThat(memory.shared()).isTrue();
        assertThat(memory.max()).isEqualTo(128);
    }

    @Test
    void pagesOfOneByteAreAFeature() {
        Features features = Features.of(new Config().with(Feature.CUSTOM_PAGE_SIZES));
        MemoryEntry memory = Modules.validate(withSections(5, 4, 1, 0x08, 9, 0), features).memory(0);
        assertThat(memory.pageSizeLog2()).isZero();
        assertThat(memory.min()).isEqualTo(9);
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.validate(withSections(5, 4, 1, 0x08, 9, 1), features))
                .withMessageStartingWith("invalid custom page size");
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Modules.validate(withSections(5, 4, 1, 0x08, 9, 64), features))
                .withMessageStartingWith("invalid custom page size");
    }

    @Test
    void tablesMayHaveAnInitialiser() {
        module.table(0x40, 0, FUNCREF, 0, 1, 0xD0, 0x70, 0x0B);
        TableEntry table = Modules.validate(module.toBytes()).table(0);
        assertThat(table.type()).isEqualTo(ValTypes.FUNCREF);
        assertThat(table.init()).isPositive();
    }

    @Test
    void globalsHaveConstantInitialisers() {
        module.global(I32, false,
                new Code().op(Opcode.I32_CONST, 20).op(Opcode.I32_CONST, 22).op(Opcode.I32_ADD).end());
        ModuleModel model = Modules.validate(module.toBytes());
        assertThat(model.constExpression(model.globalInit(0))).extracting(ConstInstruction::opcode)
                .containsExactly(Opcode.I32_CONST, Opcode.I32_CONST, Opcode.I32_ADD);
        assertThat(model.constExpression(model.globalInit(0)).get(1).immediate()).isEqualTo(22);
        module.global(I32, false, new Code().op(Opcode.NOP).end());
        assertInvalid("constant expression required", module.toBytes());
    }

    @Test
    void constantsKeepAllTheirBits() {
        module.global(I64, false, new Code().op(Opcode.I64_CONST, Long.MIN_VALUE).end());
        module.global(ModuleBytes.F32, false, new Code().op(Opcode.F32_CONST, 0x7FA00000).end());
        module.global(ModuleBytes.F64, false, new Code().op(Opcode.F64_CONST, 0x7FF4000000000001L).end());
        module.global(ModuleBytes.V128, false, new Code().op(Opcode.V128_CONST, -2, 7).end());
        ModuleModel model = Modules.validate(module.toBytes());
        assertThat(model.constExpression(model.globalInit(0)).get(0).immediate()).isEqualTo(Long.MIN_VALUE);
        assertThat(model.constExpression(model.globalInit(1)).get(0).immediate()).isEqualTo(0x7FA00000);
        assertThat(model.constExpression(model.globalInit(2)).get(0).immediate()).isEqualTo(0x7FF4000000000001L);
        assertThat(model.constExpression(model.globalInit(3)).get(0).immediate()).isEqualTo(-2);
        assertThat(model.constExpression(model.globalInit(3)).get(0).second()).isEqualTo(7);
    }

    // Segments.

    @Test
    void elementSegmentsOfAllEightKinds() {
        int type = module.type(types(), types());
        int function = module.function(type, new Code().end());
        module.table(FUNCREF, 10);
        int[][] segments = {
            {0, 0x41, 0, 0x0B, 1, function},
            {1, 0, 2, function, function},
            {2, 0, 0x41, 1, 0x0B, 0, 1, function},
            {3, 0, 1, function},
            {4, 0x41, 2, 0x0B, 1, 0xD2, function, 0x0B},
            {5, FUNCREF, 2, 0xD0, 0x70, 0x0B, 0xD2, function, 0x0B},
            {6, 0, 0x41, 3, 0x0B, FUNCREF, 1, 0xD2, function, 0x0B},
            {7, FUNCREF, 1, 0xD2, function, 0x0B}
        };
        for (int[] segment : segments) {
            module.item(ModuleBytes.ELEMENT_SECTION, new Bytes().raw(segment).toBytes());
        }
        ModuleModel model = Modules.validate(module.toBytes());
        SegmentMode[] modes = {
            SegmentMode.ACTIVE, SegmentMode.PASSIVE, SegmentMode.ACTIVE, SegmentMode.DECLARATIVE,
            SegmentMode.ACTIVE, SegmentMode.PASSIVE, SegmentMode.ACTIVE, SegmentMode.DECLARATIVE
        };
        for (int k = 0; k < segments.length; k++) {
            assertThat(model.element(k).mode()).isEqualTo(modes[k]);
            assertThat(model.element(k).expressions()).isEqualTo(k >= 4);
        }
        assertThat(model.elementFunctions(1)).containsExactly(function, function);
        assertThat(model.elementExpressions(5)).hasSize(2);
        assertThat(model.constExpression(model.elementExpressions(5)[1]).get(0).opcode()).isEqualTo(Opcode.REF_FUNC);
        assertThat(model.isDeclared(function)).isTrue();
        assertThat(model.isDeclared(function + 1)).isFalse();
        assertMalformed("malformed elements segment kind", 11, withSections(9, 3, 1, 8, 0));
    }

    @Test
    void dataSegmentsAreRangesOfTheModule() {
        module.memory(1);
        module.dataCount(2);
        module.data(i32(4), new byte[] {1, 2, 3});
        module.passiveData(new byte[] {9});
        ModuleModel model = Modules.validate(module.toBytes());
        DataSegment active = model.data(0);
        assertThat(Arrays.copyOfRange(model.bytes(), active.start(), active.end())).containsExactly(1, 2, 3);
        assertThat(active.mode()).isEqualTo(SegmentMode.ACTIVE);
        assertThat(model.data(1).mode()).isEqualTo(SegmentMode.PASSIVE);
        assertThat(model.data(1).length()).isEqualTo(1);
        assertThat(model.hasDataCount()).isTrue();
    }

    @Test
    void dataCountMustBeRight() {
        module.dataCount(2);
        module.passiveData(new byte[0]);
        byte[] bytes = module.toBytes();
        assertMalformed("data count and data section have inconsistent lengths", bytes.length, bytes);
        byte[] without = new ModuleBytes().dataCount(1).toBytes();
        assertMalformed("data count and data section have inconsistent lengths", without.length, without);
        assertMalformed("malformed data segment flag", 11, withSections(11, 3, 1, 3, 0));
    }

    // Hostile input and limits.

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13})
    void hugeCountsWithoutTheBytesAreRefusedAtOnce(int section) {
        byte[] bytes = withSections(section, 6, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Modules.decode(bytes))
                .withMessageStartingWith("unexpected end");
    }

    @Test
    void everyTruncationOfAModuleIsRefusedWithAnOffset() {
        int type = module.type(types(I32), types(I32));
        module.imports("env", "f", ModuleBytes.FUNCTION, type);
        module.table(FUNCREF, 1);
        module.memory(1);
        module.global(I32, true, i32(5));
        module.export("m", ModuleBytes.MEMORY, 0);
        module.elements(i32(0), 0);
        module.function(type, new Code().op(Opcode.LOCAL_GET, 0).end());
        module.data(i32(0), new byte[] {1});
        module.custom("x", new byte[3]);
        byte[] whole = module.toBytes();
        Modules.validate(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                Modules.validate(cut);
            } catch (MalformedException | InvalidException e) {
                assertThat(e.offset()).isBetween(0L, (long) length);
            }
        }
    }

    @Test
    void enforcedLimitsAreChecked() {
        int type = module.type(types(I32, I32), types());
        module.function(type, new Code().end());
        module.function(type, new Code().end());
        module.memory(1);
        module.global(I32, false, i32(0));
        module.global(I32, false, i32(0));
        byte[] bytes = module.toBytes();
        assertEnforced("functions", EnforcedLimits.none().withMaxFunctions(1), bytes);
        assertEnforced("globals", EnforcedLimits.none().withMaxGlobals(1), bytes);
        assertEnforced("memories", EnforcedLimits.none().withMaxMemories(0), bytes);
        assertEnforced("parameters", EnforcedLimits.none().withMaxArity(1, 1), bytes);
        assertEnforced("average bytes", EnforcedLimits.none().withMinAverageFunctionBytes(40, 0), bytes);
        ModuleDecoder.decode(bytes, Features.DEFAULT, EnforcedLimits.strict(), new TypeRegistry());
    }

    private static void assertEnforced(String what, EnforcedLimits limits, byte[] bytes) {
        assertThatExceptionOfType(LimitException.class)
                .isThrownBy(() -> ModuleDecoder.decode(bytes, Features.DEFAULT, limits, new TypeRegistry()))
                .withMessageContaining(what);
    }

    @Test
    void featuresThatAreOffAreNotDecoded() {
        assertOff(Feature.MEMORY64, withSections(5, 3, 1, 4, 0));
        assertOff(Feature.THREADS, withSections(5, 4, 1, 3, 0, 0));
        assertOff(Feature.SIMD, withSections(1, 5, 1, 0x60, 1, ModuleBytes.V128, 0));
        assertOff(Feature.FLOATS, withSections(1, 5, 1, 0x60, 1, ModuleBytes.F32, 0));
        assertOff(Feature.REFERENCE_TYPES, withSections(1, 5, 1, 0x60, 1, ModuleBytes.EXTERNREF, 0));
        assertOff(Feature.BULK_MEMORY, withSections(12, 1, 0));
        assertOff(Feature.EXCEPTIONS, withSections(13, 1, 0));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.decode(
                        withSections(5, 5, 2, 0, 0, 0, 0), Features.of(new Config().without(Feature.MULTI_MEMORY))))
                .withMessageStartingWith("multiple memories");
    }

    private static void assertOff(Feature feature, byte[] bytes) {
        Modules.decode(bytes);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Modules.decode(bytes, Features.of(new Config().without(feature))));
    }
}
