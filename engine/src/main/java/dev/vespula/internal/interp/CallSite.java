package dev.vespula.internal.interp;

/**
 * Where a call returns to.
 *
 * @param number the site's number in its module
 * @param next   the block after the call
 */
record CallSite(int number, Block next) {
}
