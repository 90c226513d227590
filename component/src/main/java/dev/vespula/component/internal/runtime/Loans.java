package dev.vespula.component.internal.runtime;

/** The handles that pass the border in calls of one function by another component: there is never more than one such call. */
public final class Loans {
    private final Lends lends = new Lends();
    private Task task = new Task();

    /** Those of the caller that are lent. */
    public Lends lends() {
        return lends;
    }

    /** The call that they are lent for. */
    public Task task() {
        return task;
    }

    /** The same call as a snapshot has it. */
    public void restore(Task restored) {
        task = restored;
    }

    /** The callee has returned, and must have given back what was lent to it. */
    public void returned() {
        task.checkReturned();
        task = new Task();
    }

    /** The result was delivered. */
    public void delivered() {
        lends.end();
    }
}
