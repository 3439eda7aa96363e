package io.github.noleak.verdict;

import io.github.noleak.Leak;
import io.github.noleak.verdict.Plan.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the number of operations of the next runs.
 *
 * @param budget the seconds that a scenario without growth may take
 * @param repeatable whether one process can repeat the scenario at a size of its own: a benchmark, not a test
 * @param finest the least bytes between two samples of the heap profile; 1 where every object can be recorded
 */
record Planner(double budget, boolean repeatable, int finest) {

    /** One object lost in 1,000 operations shows as 24 more after this many than after a quarter of them. */
    static final long DEPTH = 32_000;

    /** The least depth that is still worth the whole budget: the same leak shows as 7 or 8. */
    static final long SHALLOW = 10_000;

    /** The part of the budget that goes into more depth than is needed, */
    static final double AT_LEISURE = 0.2;

    /** that goes into the least depth, where that can be had, */
    static final double AT_MOST = 0.5;

    /** and that is spent where no more than frequent leaks can be found in any case. */
    static final double SLOWLY = 0.25;

    /** The least part that a glance takes, which is planned by what the first operation took. */
    private static final double GLANCED = 0.1;

    private static final double NANOS = 1e9;

    /** What the first look costs, in operations of its largest run. */
    static final double LOOK = 1.75;

    /** In smaller runs, what a run does only once would count for much in the repeats. */
    private static final int FEWEST_LOOKED_AT = 100;

    /** An operation that takes more than this part of the budget is not run once more than it has to be. */
    private static final double SLOW = 0.25;

    private static final int SCOUTED = 128;

    /** No process takes so many seconds only to start. */
    private static final double LATE_START = 0.25;

    /** Fewer operations than this may take as long as a process scatters by, so that they do not tell what one takes: */
    private static final int TIMED = 16;

    /** then the next runs are just so many times larger. */
    private static final double FURTHER = 8;

    private static final int REPEATS = 8;

    /** Each repeat sets up anew: where that takes long, two tell a result that is kept from one that adds up. */
    private static final int SLOW_REPEATS = 2;

    /** The rate of what takes too long to set up while every object is recorded. */
    static final int COARSE = 4096;

    /** A sampled growth shows beyond its own scatter from about so many samples on. */
    private static final double FEWEST_SAMPLES = 24;

    /** What grows so many times faster than something else is not a part of the same entries. */
    private static final double MOST_OBJECTS_OF_AN_ENTRY = 8;

    /** The part of the budget that a process may take to follow a suspect. */
    static final double SUSPECT = 4;

    /** A sampled profile has to show so many objects of the smallest run for a count to be true to a few percent. */
    static final double SAMPLED = 900;

    /** Below this, sampling saves nothing. */
    private static final int LEAST_RATE = 64;

    /** The rate of runs whose heap profile does not matter: Go's own default. */
    private static final int COUNTS_ALONE = 512 << 10;

    Planner(double budget, boolean repeatable) {
        this(budget, repeatable, 1);
    }

    /** Returns a planner for what takes too long to set up while every object is recorded. */
    Planner coarser() {
        return new Planner(budget, repeatable, COARSE);
    }

    /** Returns the seconds of the largest run that a part of the budget is for. */
    static double seconds(double part, double budget) {
        return part * budget / LOOK;
    }

    Plan probe() {
        return new Plan(Purpose.PROBE, List.of(new Trial(1, 1, Care.QUICK, finest, 0)));
    }

    /** Returns how many bytes an operation has to lose for a sampled profile to show it. */
    double leastSeen(long top) {
        return FEWEST_SAMPLES * finest / (0.75 * top);
    }

    /**
     * Returns how many operations are worth a look before N is chosen; 1 where each takes too long for that.
     *
     * @param first the seconds of the process that ran the first one: all of them may be what each takes, for a benchmark
     *     may have left out of its time what it prepares for each
     */
    Plan scout(double first, Pace pace) {
        double affordable = first > LATE_START ? Math.max(2, SLOW * budget / first) : SCOUTED;
        double most = Math.min(SCOUTED, affordable);
        return scout(clamp(0.1 * budget / pace.exact(), 1, most), pace);
    }

    Plan scout(long operations, Pace pace) {
        return new Plan(Purpose.SCOUT, List.of(trial(operations, 1, Care.QUICK, finest, pace)));
    }

    /**
     * Returns the scout's run once more, with next to no object recorded, unless there was one: the runs that follow a
     * suspect far are planned by what an operation costs then.
     */
    static Optional<Plan> sampledScout(List<Round> rounds, Pace pace) {
        List<Trial> scouts = rounds.stream()
                .map(Round::plan)
                .filter(plan -> plan.purpose() == Purpose.SCOUT)
                .flatMap(plan -> plan.trials().stream())
                .toList();
        if (scouts.isEmpty() || scouts.stream().anyMatch(t -> t.profileRate() == COUNTS_ALONE)) {
            return Optional.empty();
        }
        long operations = scouts.get(scouts.size() - 1).operations();
        return Optional.of(new Plan(Purpose.SCOUT, List.of(trial(operations, 1, Care.QUICK, COUNTS_ALONE, pace))));
    }

    /** Returns the largest run that a scenario without suspects deserves. */
    long depth(Pace pace) {
        double affordable = budget / (pace.exact() * LOOK);
        if (AT_LEISURE * affordable >= SHALLOW) {
            return bounded(Math.min(DEPTH, AT_LEISURE * affordable), pace);
        }
        return bounded(AT_MOST * affordable >= SHALLOW ? SHALLOW : SLOWLY * affordable, pace);
    }

    /** Returns a first look that goes much deeper than the one that saw nothing, where that can be afforded. */
    Optional<Plan> deeper(Triple seen, double reach, Pace pace) {
        double further = seen.top() < TIMED ? FURTHER * seen.top() : Double.MAX_VALUE;
        long top = (long) Math.min(Math.min((double) depth(pace), reach), further);
        Plan look = look(top, seen.care(), finest, pace);
        boolean shallow =
                finest == 1 && seen.top() < SHALLOW && look.trials().get(2).totalOperations() >= 2 * seen.top();
        return shallow ? Optional.of(look) : Optional.empty();
    }

    /**
     * Returns runs of which the repeats are the largest: enough where nothing grows, and for what grew in proportion in
     * such runs before. What a benchmark keeps of its last run alone, or once a run, is not in proportion here.
     */
    Plan look(long top, Care care, int profileRate, Pace pace) {
        long n = roundDown(top / 4) / 2 * 2;
        return repeatable && (n >= FEWEST_LOOKED_AT || slow(pace))
                ? lookAt(Math.max(1, n), care, profileRate, pace)
                : triple(top, care, profileRate, pace);
    }

    /**
     * Returns one process of many operations, in repeats, to be held against the first operation: where a process or an
     * operation takes long, and nothing grows, it is all that is needed.
     */
    Plan glance(Pace pace) {
        return new Plan(Purpose.GLANCE, List.of(inRepeats(roundDown(depth(pace) / 4), Care.QUICK, finest, pace)));
    }

    /** Tells whether a glance was deep enough: of what is slow only at first, few operations are none. */
    boolean deepEnough(Sample glance) {
        double operations = glance.trial().totalOperations();
        return finest > 1
                || operations >= SHALLOW
                || operations * glance.nanosPerOperation() / NANOS >= GLANCED * budget;
    }

    /** Tells whether a benchmark takes so long that no more than a glance is taken unless something grows. */
    boolean slow(Pace pace) {
        return repeatable && (finest > 1 || pace.exact() > SLOW * budget);
    }

    private Plan lookAt(long n, Care care, int profileRate, Pace pace) {
        return new Plan(
                Purpose.TRIPLE,
                List.of(
                        trial(n, 1, care, profileRate, pace),
                        trial(2 * n, 1, care, profileRate, pace),
                        inRepeats(n, care, profileRate, pace)));
    }

    /** Returns repeats that come to 4N operations. */
    private Trial inRepeats(long n, Care care, int profileRate, Pace pace) {
        int repeats = (int) Math.min(finest == 1 ? REPEATS : SLOW_REPEATS, 4 * n);
        return trial(4 * n / repeats, repeats, care, profileRate, pace);
    }

    /** Returns the largest run that tells whether a growth goes on, which is one of several suspects. */
    long confirmation(Growth growth, List<Growth> suspects, Pace pace) {
        double cheap = confirmation(growth, suspects, pace, pace.sampled());
        int rate = profileRate(suspects, (long) cheap);
        return bounded(confirmation(growth, suspects, pace, rate == 1 ? pace.exact() : pace.seconds(rate)), pace);
    }

    /** Tells whether some suspect can hardly be followed far enough while every object is recorded. */
    boolean goesByTheSampledPace(List<Growth> suspects, Pace pace) {
        double affordable = pace.operations(budget, pace.exact());
        return suspects.stream().anyMatch(g -> 2 * Scale.of(g).least() / entries(g, suspects) > affordable);
    }

    private double confirmation(Growth growth, List<Growth> suspects, Pace pace, double perOperation) {
        Scale scale = Scale.of(growth);
        double entries = entries(growth, suspects);
        double ample = Math.min(scale.ample() / entries, pace.operations(budget, perOperation));
        double least = Math.min(scale.least() / entries, pace.operations(suspectSeconds(), perOperation));
        return Math.max(ample, least);
    }

    /**
     * Returns how many entries an operation adds to what grows. One entry is often several objects, on several lines: the
     * slowest of the lines that grow at about the same pace counts them. An operation seldom adds more than one.
     */
    static double entries(Growth growth, List<Growth> suspects) {
        if (!growth.countsObjects()) {
            return growth.slope();
        }
        double slowest = suspects.stream()
                .filter(g -> g.subject().kind() == growth.subject().kind() && g.countsObjects())
                .mapToDouble(Growth::slope)
                .filter(slope -> slope >= growth.slope() / MOST_OBJECTS_OF_AN_ENTRY)
                .min()
                .orElse(growth.slope());
        return Math.min(1, Math.min(growth.slope(), slowest));
    }

    /** Tells whether a growth was followed far enough to rule out a container that fills up. */
    boolean enough(Growth growth, List<Growth> suspects, long top) {
        return entries(growth, suspects) * top >= 0.7 * Scale.of(growth).least();
    }

    /** Returns the operations that a process may take at most to follow a suspect. */
    double suspectOperations(Pace pace) {
        return pace.operations(suspectSeconds(), pace.exact());
    }

    /** Returns the seconds that a process may take at most to follow a suspect. */
    double suspectSeconds() {
        return SUSPECT * budget;
    }

    /** Cuts a number of operations to what the system has room for. */
    long bounded(double operations, Pace pace) {
        double most = Room.ofSystem(pace.freeFiles())
                .operations(pace.bytes(), pace.goroutines(), pace.files(), pace.threads());
        return (long) Math.max(4, Math.min(operations, most));
    }

    /** Returns the profile rate that is exact enough for every suspect at that size, but for those that may be scatter. */
    int profileRate(List<Growth> suspects, long top) {
        boolean few = Suspects.few(suspects);
        double rate = suspects.stream()
                .filter(g -> g.subject().kind() == Leak.Kind.HEAP)
                .filter(g -> few || g.total() >= Suspects.FEW)
                .mapToDouble(g -> g.bytesPerOperation() * top / 4 / SAMPLED)
                .min()
                .orElse(1);
        return rate < LEAST_RATE ? finest : (int) Math.min(Math.max(finest, rate), COUNTS_ALONE);
    }

    /** Returns the runs at N, 2N and 4N, 4N being about the largest that is asked for. */
    Plan triple(long top, Care care, int profileRate, Pace pace) {
        return runs(roundDown(Math.max(1, top / 4)), care, profileRate, pace);
    }

    /** Returns the runs of a round once more, with another care. */
    Plan again(Triple triple, Care care, Pace pace) {
        int profileRate = triple.small().trial().profileRate();
        return triple.whole()
                ? runs(triple.operations(), care, profileRate, pace)
                : lookAt(triple.operations(), care, profileRate, pace);
    }

    /** Returns the runs at N, 2N and 4N for an N that the user has fixed. */
    Plan fixed(long operations, Pace pace) {
        return runs(operations, Care.PATIENT, finest, pace);
    }

    private Plan runs(long n, Care care, int profileRate, Pace pace) {
        List<Trial> trials = new ArrayList<>();
        for (long operations : new long[] {n, 2 * n, 4 * n}) {
            trials.add(trial(operations, 1, care, profileRate, pace));
        }
        if (repeatable) {
            trials.add(inRepeats(n, care, profileRate, pace));
        }
        return new Plan(Purpose.TRIPLE, trials);
    }

    Plan repeats(long operations, Pace pace) {
        return new Plan(Purpose.REPEATS, List.of(trial(operations, REPEATS, Care.QUICK, COUNTS_ALONE, pace)));
    }

    /** Returns a run to hold what an operation allocates against a record of so many. */
    Plan baseline(long operations, Pace pace) {
        List<Trial> trials = repeatable
                ? repeats(operations, pace).trials()
                : List.of(new Trial(operations, 1, Care.QUICK, finest, pace.setup() + operations * pace.exact()));
        return new Plan(Purpose.BASELINE, trials);
    }

    private static Trial trial(long operations, int repeats, Care care, int profileRate, Pace pace) {
        return new Trial(
                operations,
                repeats,
                care,
                profileRate,
                repeats * (pace.setup() + operations * pace.seconds(profileRate)));
    }

    private static long clamp(double value, long least, double most) {
        return Math.max(least, (long) Math.min(most, value));
    }

    /** Keeps two digits: reports are easier to read. */
    private static long roundDown(long n) {
        long unit = 1;
        while (n / unit >= 100) {
            unit *= 10;
        }
        return n / unit * unit;
    }
}
