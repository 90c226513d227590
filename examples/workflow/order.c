// An order, from the first step to the last, which may be weeks later. It is an ordinary function: it knows nothing of waiting.
#define EXPORT(name) __attribute__((export_name(#name)))
#define STEP(name) __attribute__((import_module("steps"), import_name(#name)))

STEP(approve) int approve(int order, int cents);
STEP(charge) int charge(int order, int cents);
STEP(ship) int ship(int order, int parcel);

enum { REJECTED = -1, UNPAID = -2 };

// Gives the number of parcels that arrived, or what came between.
EXPORT(order) int order(int number, int cents) {
  if (cents > 10000 && !approve(number, cents))
    return REJECTED;
  if (!charge(number, cents))
    return UNPAID;
  int parcels = (cents + 14999) / 15000;
  int arrived = 0;
  for (int parcel = 1; parcel <= parcels; parcel++)
    arrived += ship(number, parcel);
  return arrived;
}
