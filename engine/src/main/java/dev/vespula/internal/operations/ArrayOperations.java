package dev.vespula.internal.operations;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.contract.Contract;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ArrayRef;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;

/**
 * The instructions that make arrays or work on many elements. As the bulk instructions on memories and tables, each first
 * checks bounds, then charges fuel for the bytes, then acts.
 */
public final class ArrayOperations {
    private ArrayOperations() {}

    /** {@code array.new_default}; also the first half of {@code array.new}. */
    public static ArrayObject make(Account store, ObjectType type, int length) {
        // Before anything is paid: the instruction may have to be executed again.
        store.spend(ArrayObject.heapBytes(type, length));
        store.chargeBytes(ArrayObject.bytes(type, length));
        return ArrayObject.make(store, type, length, Growth.BY_WASM);
    }

    /** The first half of {@code array.new_fixed}. */
    @Contract
    public static ArrayObject makeFixed(Account store, ObjectType type, int length) {
        store.spend(ArrayObject.heapBytes(type, length));
        return ArrayObject.make(store, type, length, Growth.BY_WASM);
    }

    /** {@code array.new_data}. */
    public static ArrayObject makeFromData(ModuleInstance instance, ObjectType type, int segment, int from, int length) {
        checkData(instance, type, segment, from, length);
        ArrayObject array = make(instance.store, type, length);
        readData(instance, array, 0, segment, from, length);
        return array;
    }

    /** {@code array.new_elem}. */
    public static ArrayObject makeFromElements(ModuleInstance instance, ObjectType type, int segment, int from,
            int length) {
        checkElements(instance, segment, from, length);
        ArrayObject array = make(instance.store, type, length);
        System.arraycopy(instance.elements(segment), from, ((ArrayRef) array).items, 0, length);
        return array;
    }

    /** {@code array.init_data}. */
    public static void initData(ModuleInstance instance, int segment, Object into, int to, int from, int length) {
        ArrayObject array = ArrayElements.nonNull(into);
        array.check(to, length);
        checkData(instance, array.type, segment, from, length);
        instance.store.chargeBytes(ArrayObject.bytes(array.type, length));
        readData(instance, array, to, segment, from, length);
    }

    /** {@code array.init_elem}. */
    public static void initElements(ModuleInstance instance, int segment, Object into, int to, int from, int length) {
        ArrayObject array = ArrayElements.nonNull(into);
        array.check(to, length);
        checkElements(instance, segment, from, length);
        instance.store.chargeElements(length);
        System.arraycopy(instance.elements(segment), from, ((ArrayRef) array).items, to, length);
    }

    /** {@code array.copy}. */
    public static void copy(Account store, Object target, int to, Object source, int from, int length) {
        ArrayObject into = ArrayElements.nonNull(target);
        ArrayObject outOf = ArrayElements.nonNull(source);
        into.check(to, length);
        outOf.check(from, length);
        store.chargeBytes(ArrayObject.bytes(into.type, length));
        into.copy(to, outOf, from, length);
    }

    /**
     * The checks and the charge of {@code array.fill}.
     *
     * @return whether there is anything to fill
     */
    public static boolean beginFill(Account store, ArrayObject array, int from, int length) {
        array.check(from, length);
        store.chargeBytes(ArrayObject.bytes(array.type, length));
        return length != 0;
    }

    /** Sets a range to the value of its first element. */
    public static void spread(ArrayObject array, int from, int length) {
        array.fill(from + 1, length - 1, from);
    }

    private static void checkData(ModuleInstance instance, ObjectType type, int segment, int from, int length) {
        if (Integer.toUnsignedLong(from) + ArrayObject.bytes(type, length) > instance.dataLength(segment)) {
            throw new Trap(TrapCode.MEMORY_OUT_OF_BOUNDS);
        }
    }

    private static void readData(ModuleInstance instance, ArrayObject array, int to, int segment, int from, int length) {
        ModuleCode module = instance.module;
        array.read(module.bytes(), module.dataStart(segment) + from, to, length);
    }

    private static void checkElements(ModuleInstance instance, int segment, int from, int length) {
        int available = instance.elements(segment).length;
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(length) > available) {
            throw new Trap(TrapCode.TABLE_OUT_OF_BOUNDS);
        }
    }
}
