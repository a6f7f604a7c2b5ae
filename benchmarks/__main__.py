"""`make bench`: every benchmark, each printing ratios measured in one run, so that a slow machine does not matter."""

from benchmarks import slider_response, start_up, toy_training

for benchmark in (toy_training, start_up, slider_response):
    print(f"\n{benchmark.__doc__.splitlines()[0]}")
    benchmark.main()
