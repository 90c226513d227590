package dev.vespula.internal.linked;

/**
 * Where a call returns to.
 *
 * @param number the site's number in its module
 * @param next   the block after the call
 */
public record CallSite(int number, Block next) {}
