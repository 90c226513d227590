package dev.vespula.udf.internal.task;

import dev.vespula.Store;
import dev.vespula.udf.Signature;
import java.util.List;
import java.util.Map;

/** A module as its ABI sees it: what all tasks share. Immutable. */
public interface GuestModule {
    /** Its functions. */
    List<Signature> functions();

    /** Exports that look like functions and are none that can be called, with the reason. */
    Map<String, String> refused();

    /** Makes an instance. */
    Guest open(Store<Void> store);
}
