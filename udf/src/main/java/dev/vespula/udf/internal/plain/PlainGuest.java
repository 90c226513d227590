package dev.vespula.udf.internal.plain;

import dev.vespula.Instance;
import dev.vespula.udf.Signature;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.ScalarBody;

/** An instance of a core module. */
final class PlainGuest implements Guest {
    private final Instance instance;

    PlainGuest(Instance instance) {
        this.instance = instance;
    }

    @Override
    public ScalarBody scalar(Signature function) {
        return new NumberBody(function, instance.func(function.name()));
    }
}
