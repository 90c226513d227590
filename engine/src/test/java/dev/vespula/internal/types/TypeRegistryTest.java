package dev.vespula.internal.types;

import static dev.vespula.internal.types.TypeRegistry.RECURSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.LimitException;
import dev.vespula.testing.Cost;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {
    private static final int[] NONE = {};

    private final TypeRegistry registry = new TypeRegistry();

    /** Types live as long as somebody keeps them. */
    private final List<TypeDefinition> kept = Collections.synchronizedList(new ArrayList<>());

    private int define(TypeDraft... group) {
        TypeDefinition first = registry.define(group);
        kept.add(first);
        return first.id();
    }

    private int function(int[] params, int[] results) {
        return define(TypeDraft.function(params, results));
    }

    private static TypeDraft struct(int supertype, int... fields) {
        return TypeDraft.fields(TypeKind.STRUCT, false, supertype, fields, new boolean[fields.length]);
    }

    private static int nullableMember(int member) {
        return ValTypes.nullable(RECURSIVE + member);
    }

    @Test
    void equalFunctionTypesAreOneType() {
        int first = function(new int[] {ValTypes.I32}, NONE);
        int second = function(new int[] {ValTypes.I32}, NONE);
        int other = function(NONE, new int[] {ValTypes.I32});
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(registry.get(first).params()).containsExactly(ValTypes.I32);
    }

    @Test
    void finalityMutabilityAndSupertypesDistinguishTypes() {
        int open = define(TypeDraft.function(false, -1, NONE, NONE));
        int closed = define(TypeDraft.function(true, -1, NONE, NONE));
        int below = define(TypeDraft.function(true, HeapTypes.ofId(open), NONE, NONE));
        int constant = define(TypeDraft.fields(
                TypeKind.ARRAY, true, -1, new int[] {ValTypes.I8}, new boolean[] {false}));
        int variable = define(TypeDraft.fields(
                TypeKind.ARRAY, true, -1, new int[] {ValTypes.I8}, new boolean[] {true}));
        int struct = define(TypeDraft.fields(
                TypeKind.STRUCT, true, -1, new int[] {ValTypes.I8}, new boolean[] {true}));
        assertThat(List.of(open, closed, below, constant, variable, struct)).doesNotHaveDuplicates();
    }

    @Test
    void descriptorsArePartOfTheStructureOfAGroup() {
        int described = define(struct(-1).describing(TypeDraft.NONE, 1), struct(-1).describing(0, TypeDraft.NONE));
        int same = define(struct(-1).describing(TypeDraft.NONE, 1), struct(-1).describing(0, TypeDraft.NONE));
        int plain = define(struct(-1), struct(-1));
        assertThat(same).isEqualTo(described).isNotEqualTo(plain);
        assertThat(registry.get(described).descriptor()).isSameAs(registry.get(described + 1));
        assertThat(registry.get(described + 1).described()).isSameAs(registry.get(described));
        assertThat(registry.get(plain).descriptor()).isNull();
    }

    /** It stands behind the fields of the supertypes that have none. */
    @Test
    void theDescriptorHasItsPlaceFromTheFirstTypeThatHasOne() {
        int plain = define(struct(-1, ValTypes.I32, ValTypes.ANYREF));
        int above = define(struct(HeapTypes.ofId(plain), ValTypes.I32, ValTypes.ANYREF, ValTypes.I64).describing(TypeDraft.NONE,
                1),
                struct(-1).describing(0, TypeDraft.NONE));
        int below = define(
                struct(HeapTypes.ofId(above), ValTypes.I32, ValTypes.ANYREF, ValTypes.I64, ValTypes.I8).describing(
                        TypeDraft.NONE, 1),
                struct(HeapTypes.ofId(above + 1)).describing(0, TypeDraft.NONE));
        assertThat(registry.get(above).descriptorPlace()).isEqualTo(2);
        assertThat(registry.get(below).descriptorPlace()).isEqualTo(2);
    }

    @Test
    void exactTypesAreBelowTheirTypesAndAboveNothingElse() {
        int above = define(struct(-1));
        int below = define(struct(HeapTypes.ofId(above)));
        int exact = HeapTypes.exact(HeapTypes.ofId(above));
        assertThat(registry.isHeapSubtype(exact, HeapTypes.ofId(above))).isTrue();
        assertThat(registry.isHeapSubtype(exact, HeapTypes.STRUCT)).isTrue();
        assertThat(registry.isHeapSubtype(HeapTypes.exact(HeapTypes.ofId(below)), HeapTypes.ofId(above))).isTrue();
        assertThat(registry.isHeapSubtype(HeapTypes.NONE, exact)).isTrue();
        assertThat(registry.isHeapSubtype(HeapTypes.NOFUNC, exact)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.ofId(above), exact)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.ofId(below), exact)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.exact(HeapTypes.ofId(below)), exact)).isFalse();
        assertThat(registry.top(exact)).isEqualTo(HeapTypes.ANY);
        int recursive = define(struct(-1, ValTypes.nullable(HeapTypes.exact(RECURSIVE))));
        assertThat(registry.get(recursive).field(0)).isEqualTo(ValTypes.nullable(HeapTypes.exact(HeapTypes.ofId(recursive))));
    }

    @Test
    void recursiveGroupsAreEqualWhenTheirStructureIs() {
        int list = define(struct(-1, ValTypes.I32, nullableMember(0)));
        int sameList = define(struct(-1, ValTypes.I32, nullableMember(0)));
        assertThat(sameList).isEqualTo(list);
        assertThat(registry.get(list).field(1)).isEqualTo(ValTypes.nullable(HeapTypes.ofId(list)));
    }

    @Test
    void membersOfDifferentGroupsDifferEvenIfTheyUnrollToTheSame() {
        int alone = define(struct(-1, nullableMember(0)));
        int pair = define(struct(-1, nullableMember(1)), struct(-1, nullableMember(0)));
        int pairOfLoops = define(struct(-1, nullableMember(0)), struct(-1, nullableMember(1)));
        assertThat(pair).isNotEqualTo(alone);
        assertThat(pairOfLoops).isNotEqualTo(pair).isNotEqualTo(alone);
        assertThat(registry.get(pair + 1).field(0)).isEqualTo(ValTypes.nullable(HeapTypes.ofId(pair)));
    }

    @Test
    void displayAnswersSubtypingAtAnyDistance() {
        int[] chain = new int[40];
        int supertype = -1;
        for (int k = 0; k < chain.length; k++) {
            chain[k] = define(struct(supertype, ValTypes.I32));
            supertype = HeapTypes.ofId(chain[k]);
        }
        int sibling = define(struct(HeapTypes.ofId(chain[10]), ValTypes.I32, ValTypes.I32));
        for (int k = 0; k < chain.length; k++) {
            for (int j = 0; j < chain.length; j++) {
                assertThat(isHeapSubtype(chain[k], chain[j])).isEqualTo(k >= j);
            }
            assertThat(isHeapSubtype(sibling, chain[k])).isEqualTo(k <= 10);
        }
        assertThat(registry.get(sibling).depth()).isEqualTo(11);
        assertThat(registry.get(sibling).supertype()).isEqualTo(chain[10]);
        assertThat(registry.get(chain[0]).supertype()).isEqualTo(-1);
    }

    private boolean isHeapSubtype(int sub, int sup) {
        return registry.isHeapSubtype(HeapTypes.ofId(sub), HeapTypes.ofId(sup));
    }

    @Test
    void definedTypesStandBetweenTheirKindAndTheBottom() {
        int struct = HeapTypes.ofId(define(struct(-1)));
        int function = HeapTypes.ofId(function(NONE, NONE));
        assertThat(registry.isHeapSubtype(struct, HeapTypes.STRUCT)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.EQ)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.ANY)).isTrue();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.ARRAY)).isFalse();
        assertThat(registry.isHeapSubtype(struct, HeapTypes.FUNC)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.NONE, struct)).isTrue();
        assertThat(registry.isHeapSubtype(HeapTypes.NOFUNC, struct)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.STRUCT, struct)).isFalse();
        assertThat(registry.isHeapSubtype(function, HeapTypes.FUNC)).isTrue();
        assertThat(registry.isHeapSubtype(function, HeapTypes.ANY)).isFalse();
        assertThat(registry.isHeapSubtype(HeapTypes.NOFUNC, function)).isTrue();
        assertThat(registry.top(struct)).isEqualTo(HeapTypes.ANY);
        assertThat(registry.top(function)).isEqualTo(HeapTypes.FUNC);
    }

    @Test
    void abstractHeapTypesFormFiveHierarchies() {
        int[] tops = {HeapTypes.ANY, HeapTypes.FUNC, HeapTypes.EXTERN, HeapTypes.EXN, HeapTypes.CONT};
        int[] bottoms = {HeapTypes.NONE, HeapTypes.NOFUNC, HeapTypes.NOEXTERN, HeapTypes.NOEXN, HeapTypes.NOCONT};
        for (int heap = 0; heap < HeapTypes.ABSTRACT_COUNT; heap++) {
            int above = 0;
            int below = 0;
            for (int k = 0; k < tops.length; k++) {
                above += registry.isHeapSubtype(heap, tops[k]) ? 1 : 0;
                below += registry.isHeapSubtype(bottoms[k], heap) ? 1 : 0;
                assertThat(registry.isHeapSubtype(heap, tops[k])).isEqualTo(registry.top(heap) == tops[k]);
            }
            assertThat(above).isEqualTo(1);
            assertThat(below).isEqualTo(1);
        }
    }

    @Test
    void nullGoesOneWayOnly() {
        assertThat(registry.isSubtype(ValTypes.nonNull(HeapTypes.I31), ValTypes.EQREF)).isTrue();
        assertThat(registry.isSubtype(ValTypes.I31REF, ValTypes.nonNull(HeapTypes.EQ))).isFalse();
        assertThat(registry.isSubtype(ValTypes.I31REF, ValTypes.ANYREF)).isTrue();
        assertThat(registry.isSubtype(ValTypes.I32, ValTypes.I64)).isFalse();
        assertThat(registry.isSubtype(ValTypes.I32, ValTypes.FUNCREF)).isFalse();
        assertThat(registry.isSubtype(ValTypes.FUNCREF, ValTypes.I32)).isFalse();
        assertThat(registry.isSubtype(ValTypes.BOTTOM, ValTypes.V128)).isTrue();
    }

    @Test
    void threadsAgreeOnIds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<int[]>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                results.add(threads.submit(() -> {
                    int[] ids = new int[500];
                    for (int k = 0; k < ids.length; k++) {
                        ids[k] = function(new int[k], NONE);
                        assertThat(registry.get(ids[k]).params()).hasSize(k);
                    }
                    return ids;
                }));
            }
            int[] expected = results.get(0).get();
            for (Future<int[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void groupsWhoseHashCodesCollideStayFast() {
        // Arrays.hashCode gives (a, b) and (a + 2, b - 62) the same value: 2^13 groups with one hash code.
        int pairs = 13;
        int heap = HeapTypes.ofId(function(NONE, NONE));
        for (int k = 0; k < 40; k++) {
            function(new int[k], new int[] {ValTypes.I32});
        }
        assertThat(Cost.millis(() -> {
            for (int bits = 0; bits < 1 << pairs; bits++) {
                int[] params = new int[2 * pairs];
                for (int k = 0; k < pairs; k++) {
                    boolean second = (bits >> k & 1) != 0;
                    params[2 * k] = ValTypes.nullable(second ? heap + 1 : heap);
                    params[2 * k + 1] = ValTypes.nullable(second ? heap + 2 : heap + 33);
                }
                function(params, NONE);
            }
        })).isLessThan(5_000);
    }

    @Test
    void typesThatNobodyKeepsMakeRoomForOthers() {
        TypeRegistry small = new TypeRegistry(100);
        TypeDefinition list = small.define(struct(-1, nullableMember(0)));
        TypeDefinition sub = small.define(struct(list.heap(), ValTypes.nullable(list.heap()), ValTypes.I32));
        WeakReference<TypeDefinition> seen = new WeakReference<>(list);
        list = null;
        for (int k = 0; k < 20; k++) {
            TypeDraft[] group = new TypeDraft[30 + k];
            for (int member = 0; member < group.length; member++) {
                group[member] = struct(-1, ValTypes.I64, nullableMember(k % group.length));
            }
            TypeDefinition first = small.define(group);
            assertThat(first.id() + group.length).isLessThanOrEqualTo(200);
            assertThat(small.get(first.id() + 7)).isSameAs(first.sibling(7));
            assertThat(small.define(group)).isSameAs(first);
        }
        assertThat(small.isHeapSubtype(sub.heap(), seen.get().heap())).isTrue();
        assertThat(small.define(struct(-1, nullableMember(0)))).isSameAs(seen.get());
    }

    @Test
    void tooManyTypesAtTheSameTimeAreALimit() {
        TypeRegistry small = new TypeRegistry(50);
        TypeDefinition first = small.function(new int[1], NONE);
        TypeDraft[] group = new TypeDraft[49];
        Arrays.setAll(group, member -> struct(-1, nullableMember(member)));
        TypeDefinition others = small.define(group);
        assertThatThrownBy(() -> small.function(new int[2], NONE)).isInstanceOf(LimitException.class)
                .hasMessageContaining("50 types");
        assertThat(small.function(new int[1], NONE)).isSameAs(first);
        assertThat(small.get(others.id() + 48)).isSameAs(others.sibling(48));
    }

    @Test
    void rangesOfNumbersAreUsedAgain() {
        IdRanges ranges = new IdRanges();
        assertThat(List.of(ranges.take(3), ranges.take(1), ranges.take(4), ranges.take(2))).containsExactly(0, 3, 4, 8);
        ranges.give(0, 3);
        ranges.give(4, 4);
        assertThat(ranges.take(4)).isEqualTo(4);
        ranges.give(3, 1);
        assertThat(ranges.take(4)).isEqualTo(0);
        ranges.give(4, 4);
        ranges.give(8, 2);
        assertThat(ranges.end()).isEqualTo(4);
        assertThat(ranges.used()).isEqualTo(4);
        assertThat(ranges.take(7)).isEqualTo(4);
    }
}
