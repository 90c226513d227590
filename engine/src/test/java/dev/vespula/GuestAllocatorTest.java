package dev.vespula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest whose allocator gives one piece after the other, from 1024 on, tells what it is asked, and grows its memory. */
class GuestAllocatorTest {
    private static final int PAGE = 65_536;

    private final Engine engine = Engine.create();
    private final Store<Void> store = new Store<>(engine);
    private final List<String> freed = new ArrayList<>();
    private Instance instance;

    @BeforeEach
    void instantiate() {
        instance = guest('i');
    }

    /** The functions for addresses of a type; 0 if no more than two pages hold what was asked for. */
    private Instance guest(char address) {
        boolean isLong = address == 'l';
        String type = isLong ? "i64" : "i32";
        String one = String.valueOf(address);
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "freed", one, "");
        builder.importFunc("env", "freedSized", one + one, "");
        if (isLong) {
            builder.memory64(1, 4);
        } else {
            builder.memory(1, 4);
        }
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.global(address, 1, type + ".const 1024");
        String bump = """
                global.get 0; local.get %2$d; %1$s.add; %1$s.const 131072; %1$s.gt_u
                if; %1$s.const 0; return; end
                memory.size; %1$s.const 2; %1$s.lt_u
                if; %1$s.const 1; memory.grow; drop; end
                global.get 0
                global.get 0; local.get %2$d; %1$s.add; global.set 0""";
        builder.func("malloc", one, one, "", bump.formatted(type, 0));
        builder.func("free", one, "", "", "local.get 0; call 0");
        builder.func("freeSized", one + one, "i", "", "local.get 0; local.get 1; call 1; i32.const 7");
        builder.func("cabi_realloc", one.repeat(4), one, "", bump.formatted(type, 3));
        builder.func("wild", one, one, "", type + ".const 262144");
        builder.func("broken", one, one, "", "unreachable");
        builder.func("brokenFree", one, "", "", "unreachable");
        builder.func("three", one.repeat(3), "", "", "nop");
        builder.func("size", one + one, one, "", "local.get 1");
        Linker<Void> linker = new Linker<Void>(engine)
                .func("env", "freed", hostType(isLong, 1), (caller, args) -> freed.add("free " + at(args, isLong, 0)))
                .func("env", "freedSized", hostType(isLong, 2), (caller, args) -> freed.add("free " + at(args, isLong, 0)
                        + " of "
                        + at(args, isLong, 1)));
        return linker.instantiate(store, builder.module(engine));
    }

    private static FuncType hostType(boolean isLong, int params) {
        return new FuncType(Collections.nCopies(params, isLong ? ValType.I64
                : ValType.I32), List.of());
    }

    private static long at(HostArgs args, boolean isLong, int index) {
        return isLong ? args.i64(index) : args.i32(index);
    }

    @Test
    void stringsAndBytesAreCopiedAndFreed() {
        GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
        assertThat(allocator.memory()).isSameAs(instance.memory("memory"));
        try (GuestBuffer text = allocator.copyOf("grüße");
                GuestBuffer c = allocator.copyOfCString("C");
                GuestBuffer bytes = allocator.copyOf(new byte[] {1, 2, 3})) {
            assertThat(text.pointer()).isEqualTo(1024);
            assertThat(text.length()).isEqualTo(7);
            assertThat(instance.memory("memory").readString(text.pointer(), text.length())).isEqualTo("grüße");
            assertThat(c.address()).isEqualTo(1031);
            assertThat(c.size()).isEqualTo(2);
            assertThat(c.view().readCString(0)).isEqualTo("C");
            assertThat(bytes.view().read(0, 3)).containsExactly(1, 2, 3);
            assertThatThrownBy(() -> bytes.view().writeInt(0, 1)).isInstanceOf(Trap.class);
            assertThat(bytes).hasToString("GuestBuffer of 3 bytes at 1033");
            assertThat(freed).isEmpty();
        }
        assertThat(freed).containsExactly("free 1033", "free 1031", "free 1024");
        assertThatThrownBy(() -> allocator.copyOfCString("a\0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBufferIsFreedOnce() {
        GuestBuffer buffer = GuestAllocator.of(instance, "malloc", "freeSized").allocate(10);
        buffer.close();
        buffer.close();
        assertThat(freed).containsExactly("free 1024 of 10");
        assertThatThrownBy(buffer::view).isInstanceOf(IllegalStateException.class).hasMessage("the buffer is closed");
        assertThatThrownBy(buffer::release).isInstanceOf(IllegalStateException.class);
        assertThat(buffer.address()).isEqualTo(1024);
        assertThat(buffer).hasToString("GuestBuffer of 10 bytes at 1024, closed");
    }

    @Test
    void nothingHasAnAddressToo() {
        GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "freeSized");
        try (GuestBuffer nothing = allocator.copyOf("")) {
            assertThat(nothing.pointer()).isEqualTo(1024);
            assertThat(nothing.size()).isZero();
            assertThat(nothing.view().size()).isZero();
            assertThat(allocator.allocate(0).address()).isEqualTo(1025);
        }
        assertThat(freed).as("as it was allocated").containsExactly("free 1024 of 1");
    }

    @Test
    void whatTheGuestTakesOverIsNotFreed() {
        try (GuestBuffer buffer = GuestAllocator.of(instance, "malloc", "free").allocate(10)) {
            assertThat(buffer.release()).isEqualTo(1024);
        }
        assertThat(freed).isEmpty();
    }

    @Test
    void whatTheGuestAllocatedIsFreed() {
        GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "freeSized");
        instance.memory("memory").writeString(2000, "result");
        try (GuestBuffer result = allocator.adopt(2000, 6); GuestBuffer empty = allocator.adopt(1L, 0L)) {
            assertThat(result.view().readString(0, 6)).isEqualTo("result");
            assertThat(empty.size()).isZero();
        }
        assertThat(freed).containsExactly("free 1 of 0", "free 2000 of 6");
        assertThatThrownBy(() -> allocator.adopt(PAGE - 1, 2)).isInstanceOf(Trap.class);
        assertThatThrownBy(() -> allocator.adopt(-1, 1)).isInstanceOf(Trap.class);
    }

    @Test
    void noRoomIsAnExceptionOfItsOwn() {
        GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
        assertThatThrownBy(() -> allocator.allocate(2 * PAGE)).isInstanceOfSatisfying(AllocationException.class,
                e -> assertThat(e.size()).isEqualTo(2 * PAGE)).hasMessage("the guest's allocator has no room for 131072 bytes");
        assertThatThrownBy(() -> allocator.allocate(1L << 32)).isInstanceOf(AllocationException.class);
        assertThatThrownBy(() -> allocator.allocate(Long.MAX_VALUE)).isInstanceOf(AllocationException.class);
        assertThatThrownBy(() -> allocator.allocate(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(allocator.allocate(100).pointer()).isEqualTo(1024);
        assertThat(freed).isEmpty();
    }

    @Test
    void whatTheAllocatorDoesIsChecked() {
        assertThatThrownBy(() -> GuestAllocator.of(instance, "wild", "free").allocate(1))
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.MEMORY_OUT_OF_BOUNDS));
        assertThatThrownBy(() -> GuestAllocator.of(instance, "broken", "free").allocate(1))
                .isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE));
        GuestBuffer buffer = GuestAllocator.of(instance, "malloc", "brokenFree").allocate(1);
        assertThatThrownBy(buffer::close).isInstanceOf(Trap.class);
        buffer.close();
    }

    /** The second allocation lets the memory grow, which moves its content. */
    @Test
    void buffersSurviveGrowth() {
        GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
        GuestBuffer first = allocator.copyOf("first");
        MemoryView view = first.view();
        GuestBuffer second = allocator.allocate(PAGE);
        second.view().fill(0, (byte) 1, PAGE);
        assertThat(view.readString(0, 5)).isEqualTo("first");
        assertThat(first.view().readString(0, 5)).isEqualTo("first");
        assertThat(second.view().readByte(PAGE - 1)).isEqualTo((byte) 1);
    }

    @Test
    void memoriesOf64Bits() {
        Instance wide = guest('l');
        GuestAllocator allocator = GuestAllocator.of(wide, "malloc", "freeSized");
        try (GuestBuffer text = allocator.copyOf("wide")) {
            assertThat(text.address()).isEqualTo(1024);
            assertThat(wide.func("size").call(text.address(), text.size())).containsExactly(4L);
            assertThatThrownBy(text::pointer).isInstanceOf(IllegalStateException.class)
                    .hasMessage("addresses and sizes in this memory are i64");
            assertThatThrownBy(text::length).isInstanceOf(IllegalStateException.class);
        }
        assertThat(freed).containsExactly("free 1024 of 4");
        assertThatThrownBy(() -> allocator.allocate(1L << 40)).isInstanceOf(AllocationException.class);
        assertThat(GuestAllocator.ofReallocating(wide, "cabi_realloc").copyOf("x").address()).isEqualTo(1028);
    }

    @Test
    void oneFunctionForEverything() {
        GuestAllocator allocator = GuestAllocator.ofReallocating(instance, "cabi_realloc");
        try (GuestBuffer buffer = allocator.copyOf("text")) {
            assertThat(buffer.view().readString(0, 4)).isEqualTo("text");
        }
        assertThat(freed).isEmpty();
        assertThatThrownBy(() -> allocator.allocate(3 * PAGE)).isInstanceOf(AllocationException.class);
    }

    @Test
    void aHostFunctionAllocatesInItsCaller() {
        WasmBuilder builder = new WasmBuilder();
        builder.importFunc("env", "give", "i", "i");
        builder.memory(1);
        builder.export("memory", WasmBuilder.MEMORY, 0);
        builder.func("malloc", "i", "i", "", "i32.const 512; local.get 0; i32.add");
        builder.func("free", "i", "", "", "nop");
        builder.func("cabi_realloc", "iiii", "i", "", "i32.const 2048");
        builder.func("ask", "i", "i", "", "local.get 0; call 0");
        Linker<Void> linker = new Linker<Void>(engine).func("env", "give", (caller, args) -> {
            GuestAllocator allocator = args.i32(0) == 0 ? GuestAllocator.of(caller, "malloc", "free")
                    : GuestAllocator.ofReallocating(caller, "cabi_realloc");
            args.result(0, allocator.copyOfCString("Vespula").pointer());
        });
        Instance guest = linker.instantiate(store, builder.module(engine));
        assertThat(guest.func("ask").callI32(0)).isEqualTo(520);
        assertThat(guest.func("ask").callI32(1)).isEqualTo(2048);
        assertThat(guest.memory("memory").readCString(520)).isEqualTo("Vespula")
                .isEqualTo(guest.memory("memory").readCString(2048));
        Func alone = Func.of(store, FuncType.of(), (caller, args) -> GuestAllocator.of(caller, "malloc", "free"));
        assertThatThrownBy(alone::call).isInstanceOf(NoSuchElementException.class).hasMessage(
                "no export named \"memory\": Java called the host function itself, and no instance");
    }

    @Test
    void functionsOfOtherTypesAreRefused() {
        assertThatThrownBy(() -> GuestAllocator.of(instance, "free", "free")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an allocating function of this memory gives one i32: [i32] -> []");
        assertThatThrownBy(() -> GuestAllocator.of(instance, "malloc", "three")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a freeing function of this memory takes 1 i32: [i32 i32 i32] -> []");
        assertThatThrownBy(() -> GuestAllocator.ofReallocating(instance, "malloc")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reallocating function of this memory takes 4 i32: [i32] -> [i32]");
        assertThatThrownBy(() -> GuestAllocator.of(instance, "malloc", "missing")).isInstanceOf(NoSuchElementException.class);
        Instance wide = guest('l');
        assertThatThrownBy(() -> GuestAllocator.of(wide.memory("memory"), instance.func("malloc"), instance.func("free")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an allocating function of this memory takes 1 i64: [i32] -> [i32]");
        Store<Void> other = new Store<>(engine);
        Func foreign = Func.of(other, FuncType.of(ValType.I32), (caller, args) -> {});
        assertThatThrownBy(() -> GuestAllocator.of(instance.memory("memory"), instance.func("malloc"), foreign))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "the memory and the functions belong to different stores");
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Guests may allocate through their host. */
    @Test
    void whatTheHostThrowsPassesThrough() throws Throwable {
        Refused refused = new Refused();
        MethodHandle thrower = MethodHandles.dropArguments(MethodHandles
                .throwException(int.class, Refused.class).bindTo(refused), 0, int.class);
        Func malloc = Func.wrap(store, thrower);
        GuestAllocator allocator = GuestAllocator.of(instance.memory("memory"), malloc, instance.func("free"));
        assertThatThrownBy(() -> allocator.allocate(1)).isSameAs(refused);
    }
}
