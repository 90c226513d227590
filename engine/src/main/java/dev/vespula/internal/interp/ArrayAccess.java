package dev.vespula.internal.interp;

import dev.vespula.internal.runtime.ArrayObject;

/** What all nodes have that read or change one element of an array: see the generated {@link ArrayElementNodes}. */
abstract class ArrayAccess extends Node {
    private final int arraySlot;
    private final Node arrayNode;
    private final int indexSlot;
    private final Node indexNode;

    ArrayAccess(Operand array, Operand index) {
        arraySlot = array.slot();
        arrayNode = array.node();
        indexSlot = index.slot();
        indexNode = index.node();
    }

    final ArrayObject array(Execution x, long[] cells, int fp) {
        return (ArrayObject) (arraySlot >= 0 ? x.refs[fp + arraySlot] : arrayNode.ref(x, cells, fp));
    }

    final int index(Execution x, long[] cells, int fp) {
        return indexSlot >= 0 ? (int) cells[fp + indexSlot] : indexNode.i32(x, cells, fp);
    }
}
