package dev.fieldsync.scenarios.scale;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Which cell an organization's templates are in. */
enum Placement {
  /** By the hash of the organization. */
  HASH {
    @Override
    Cells place(Zipf organizations, int number, int cells) {
      int[] home = new int[number];
      Arrays.setAll(home, organization -> Math.floorMod(mix(organization), cells));
      return (organization, template) -> home[organization];
    }
  },

  /** By a directory that was filled with the largest first, each where least is. */
  DIRECTORY {
    @Override
    Cells place(Zipf organizations, int number, int cells) {
      int[] home = leastLoaded(organizations, number, cells, Double.MAX_VALUE);
      return (organization, template) -> home[organization];
    }
  },

  /** By the directory; an organization larger than half a cell is spread by template. */
  DIRECTORY_AND_SPREAD {
    @Override
    Cells place(Zipf organizations, int number, int cells) {
      int[] home = leastLoaded(organizations, number, cells, 0.5 / cells);
      return (organization, template) ->
          home[organization] >= 0
              ? home[organization]
              : Math.floorMod(mix(31 * organization + template), cells);
    }
  };

  private static final int SPREAD = -1;

  /** Says where a template is. */
  interface Cells {
    int of(int organization, int template);
  }

  abstract Cells place(Zipf organizations, int number, int cells);

  /** The ranks of organizations are in the order of their size. */
  private static int[] leastLoaded(Zipf organizations, int number, int cells, double most) {
    record Load(int cell, double share) {}
    int[] home = new int[number];
    PriorityQueue<Load> loads = new PriorityQueue<>(Comparator.comparingDouble(Load::share));
    for (int cell = 0; cell < cells; cell++) {
      loads.add(new Load(cell, 0));
    }
    for (int organization = 0; organization < number; organization++) {
      double share = organizations.share(organization);
      if (share > most) {
        home[organization] = SPREAD;
      } else {
        Load least = loads.remove();
        home[organization] = least.cell();
        loads.add(new Load(least.cell(), least.share() + share));
      }
    }
    return home;
  }

  /** The finalizer of MurmurHash3: neighbours come apart. */
  static int mix(int value) {
    int mixed = value ^ (value >>> 16);
    mixed *= 0x85ebca6b;
    mixed ^= mixed >>> 13;
    mixed *= 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
