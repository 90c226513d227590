package dev.vespula.internal.limits;

/** What a store wants of the room behind the end of a memory's array. */
public enum MemoryRoom {
    /** It stays: no compiled code runs that is faster without. */
    KEPT,
    /** None, as long as copying costs little: compiled code is faster without. */
    COPIED_AWAY,
    /** There is room after each growth, and none where compiled code asks: for tests. */
    TAKEN_BACK
}
