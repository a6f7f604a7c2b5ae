// Plays one or two recorded runs in the browser alone: pictures, curves and judgements follow one slider.

import { drawnBy } from "./component.js";
import { onPlayKey } from "./play_key.js";

const FRAMES_A_SECOND = 6;
const [COLUMNS, SIDE, CELL] = [8, 28, 29];
const SHEET = COLUMNS * CELL - 1;
const BYTES_A_FRAME = (COLUMNS * COLUMNS * SIDE * SIDE) / 2;
const [LEVEL, GAP] = [17, 96]; // from one grey level to the next; the grey between two pictures
const ZOOM = 4; // drawn larger than shown, so that pixels keep their edges
const ANSWERS = [..."0123456789", "none"]; // what the classifier may say of a picture
const DIGITS = 10;
const BROKEN = "These recordings could not be unpacked. Reload the page to try again.";

// The message: a line of JSON, then the files, each of which is three parts, see explorer/data/recordings.py.
async function unpack(bytes) {
  const [line, rest] = split(bytes);
  const message = JSON.parse(line);
  let start = 0;
  const runs = message.runs.map(async ({ size, ...known }) => {
    const [, body] = split(rest.subarray(start, (start += size)));
    const [header, packed] = split(body);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return { ...known, ...JSON.parse(header), pictures: new Uint8Array(await new Response(stream).arrayBuffer()) };
  });
  return { ...message, runs: await Promise.all(runs) };
}

function split(bytes) {
  const end = bytes.indexOf(10);
  return [new TextDecoder().decode(bytes.subarray(0, end)), bytes.subarray(end + 1)];
}

const whole = (number) => number.toLocaleString("en-US");
const short = (number) => (number === null ? "–" : number.toFixed(2));
const percent = (share) => `${Math.round(100 * share)} %`;
const known = (values) => values.filter((value) => value !== null);

// The last of the increasing numbers that is not above `value`; the first where all are.
function lastUpTo(numbers, value) {
  const above = numbers.findIndex((number) => number > value);
  return above < 0 ? numbers.length - 1 : Math.max(above - 1, 0);
}

// Ends that hold nearly all values, and the numbers to write beside the axis.
function axisOver(values, [low, high]) {
  const sorted = Float64Array.from(known(values)).sort();
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  const ends = sorted.length ? [Math.min(low, at(0.01)), Math.max(high, at(0.99))] : [low, high];
  const rough = (ends[1] - ends[0]) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const first = Math.floor(ends[0] / step + 1e-9);
  const last = Math.ceil(ends[1] / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => +((first + i) * step).toPrecision(6));
  return { low: ticks[0], high: ticks.at(-1), ticks };
}

const CURVES = {
  losses: { loss_D: "discriminator", loss_G: "generator" },
  opinions: { D_real: "data", D_fake: "generator" },
};

// One run: its pictures and what is drawn beside them.
class Run {
  constructor(place, recording, axes) {
    Object.assign(this, { recording, axes });
    this.last = recording.iterations.at(-1);
    place.insertAdjacentHTML("beforeend", MARKUP);
    this.place = place.lastElementChild;
    for (const name of this.all("name")) name.textContent = recording.title;
    this.canvas = this.place.querySelector("canvas");
    this.canvas.width = this.canvas.height = SHEET * ZOOM;
    this.sheet = new OffscreenCanvas(SHEET, SHEET);
    this.image = new ImageData(SHEET, SHEET);
    new Uint32Array(this.image.data.buffer).fill((255 << 24) | (GAP * 0x10101));
    this.drawCurves("losses", recording.levels);
    this.drawCurves("opinions", recording.undecided === null ? {} : { neutral: recording.undecided });
    this.one("first").textContent = "0";
    this.one("last").textContent = `iteration ${whole(axes.n_iterations)}`;
    this.one("histogram").replaceChildren(...ANSWERS.map(barOf));
    for (const mark of this.place.querySelectorAll(".ideal, .bars .tick")) mark.style.bottom = `${10 / axes.share}%`;
    this.place.classList.toggle("unjudged", !recording.counts);
  }

  all = (part) => this.place.querySelectorAll(`.${part}`);
  one = (part) => this.place.querySelector(`.${part}`);

  drawCurves(panel, levels) {
    const { curves } = this.recording;
    const { low, high, ticks } = this.axes[panel];
    const height = (y) => 100 * Math.min(1.02, Math.max(-0.02, (y - low) / (high - low)));
    const x = curves.iteration.map((iteration) => (1000 * iteration) / this.axes.n_iterations);
    const path = (ys) => ys.map((y, i) => (y === null ? "" : `${x[i].toFixed(1)},${(100 - height(y)).toFixed(2)}`)).join(" ");
    const line = (y, about) => `<line x1="0" x2="1000" y1="${100 - height(y)}" y2="${100 - height(y)}" ${about}/>`;
    const plot = this.one(panel);
    plot.innerHTML =
      `<svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">` +
      ticks.map((y) => line(y, `class="grid"`)).join("") +
      Object.entries(CURVES[panel]).map(([name, color]) => `<polyline class="${color}" points="${path(curves[name])}"/>`).join("") +
      Object.entries(levels).map(([color, y]) => (y === null ? "" : line(y, `class="level ${color}"`))).join("") +
      `</svg>` +
      ticks.map((y) => `<span class="tick" style="bottom: ${height(y)}%">${y}</span>`).join("") +
      `<i class="cursor"></i>`;
  }

  show(iteration) {
    const { title, iterations, curves, counts, judged } = this.recording;
    const frame = lastUpTo(iterations, iteration);
    const at = iterations[frame];
    const point = lastUpTo(curves.iteration, at);
    const over = iteration > this.last;
    this.one("shown").textContent = over ? `ended at ${whole(this.last)}` : `iteration ${whole(at)}`;
    this.place.classList.toggle("over", over);
    for (const name of ["loss_D", "loss_G", "D_real", "D_fake"]) this.one(name).textContent = short(curves[name][point]);
    this.one("accuracy").textContent = curves.accuracy[point] === null ? "–" : percent(curves.accuracy[point]);
    for (const cursor of this.all("cursor")) cursor.style.left = `${(100 * at) / this.axes.n_iterations}%`;
    this.draw(frame);
    let label = `${title}: 64 digits that G draws of fixed z, at iteration ${whole(at)}`;
    if (counts) label += this.judge(counts[frame], judged, frame);
    this.canvas.setAttribute("aria-label", `${label}.`);
  }

  judge(counts, judged, frame) {
    const total = counts.reduce((sum, count) => sum + count) || 1;
    const shares = counts.map((count) => count / total);
    const histogram = this.one("histogram");
    this.one("read").textContent = `a classifier reads ${whole(total)} pictures`;
    shares.forEach((share, i) => histogram.children[i].style.setProperty("--share", `${Math.min(100, (100 * share) / this.axes.share)}%`));
    histogram.setAttribute("aria-label", `Taken for: ${shares.map((share, i) => `${ANSWERS[i]}, ${percent(share)}`).join("; ")}`);
    const [sure, entropy, frechet] = [judged.sure[frame], judged.entropy[frame], judged.frechet[frame]];
    this.one("sure").textContent = sure === null ? "–" : percent(sure);
    this.one("entropy").textContent = short(entropy);
    this.one("frechet").textContent = frechet === null ? "–" : frechet.toPrecision(3);
    return `; ${shares.slice(0, DIGITS).filter((share) => share >= 0.02).length} of 10 digits among them${sure === null ? "" : `, ${percent(sure)} clear`}`;
  }

  draw(frame) {
    const packed = this.recording.pictures.subarray(frame * BYTES_A_FRAME, (frame + 1) * BYTES_A_FRAME);
    const { data } = this.image;
    let from = 0;
    const put = (pixel, grey) => (data[pixel] = data[pixel + 1] = data[pixel + 2] = grey);
    for (let n = 0; n < COLUMNS * COLUMNS; n++) {
      for (let row = 0; row < SIDE; row++) {
        let to = 4 * ((Math.floor(n / COLUMNS) * CELL + row) * SHEET + (n % COLUMNS) * CELL);
        for (let pair = 0; pair < SIDE / 2; pair++, to += 8) {
          put(to, (packed[from] >> 4) * LEVEL);
          put(to + 4, (packed[from++] & 15) * LEVEL);
        }
      }
    }
    this.sheet.getContext("2d").putImageData(this.image, 0, 0);
    const context = this.canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(this.sheet, 0, 0, this.canvas.width, this.canvas.height);
  }
}

function barOf(answer) {
  const bar = document.createElement("div");
  bar.dataset.answer = answer;
  return bar;
}

const value = (label, name, color) => `<span class="${color}">${label} <output class="${name}"></output></span>`;
const number = (label, name) => `<div><dt>${label}</dt><dd class="${name}">–</dd></div>`;

const MARKUP = `
<section class="run">
  <figure>
    <figcaption><b class="name"></b><span class="shown"></span></figcaption>
    <canvas role="img"></canvas>
  </figure>
  <div class="curves">
    <div class="again name"></div>
    <div class="head">
      <b>Losses</b>${value("D", "loss_D", "discriminator")}${value("G", "loss_G", "generator")}
      <small>dotted: equilibrium</small>
    </div>
    <div class="plot losses"></div>
    <div class="head"><b>What D says</b>${value("D(x)", "D_real", "data")}${value("D(G(z))", "D_fake", "generator")}</div>
    <div class="plot opinions"></div>
    <div class="axis"><span class="first"></span><span class="last"></span></div>
  </div>
  <div class="judged">
    <div class="head"><b>What G draws</b><small class="read"></small></div>
    <div class="bars"><div class="histogram" role="img"></div><i class="ideal"></i><span class="tick">10 %</span></div>
  </div>
  <dl>
    ${number("D is right", "accuracy")}
    ${number("clear digits", "sure")}
    ${number("entropy (even: 2.30)", "entropy")}
    ${number("Fréchet distance", "frechet")}
  </dl>
</section>`;

// The ends of every axis, the same for both runs where they show the same thing.
function axesOf(runs) {
  const n_iterations = Math.max(...runs.map((run) => run.iterations.at(-1)));
  const shares = runs.flatMap((run) => (run.counts ?? []).map((counts) => Math.max(...counts.slice(0, DIGITS)) / (counts.reduce((a, b) => a + b) || 1)));
  const share = Math.max(0.3, ...shares);
  return runs.map((run) => {
    const alike = runs.filter((other) => other.settings.loss === run.settings.loss);
    const all = (...names) => alike.flatMap(({ curves }) => names.flatMap((name) => curves[name]));
    const heights = known(Object.values(run.levels));
    return {
      n_iterations,
      share,
      losses: axisOver(all("loss_D", "loss_G"), [Math.min(0, ...heights), Math.max(0, ...heights)]),
      opinions: run.probability ? { low: 0, high: 1, ticks: [0, 0.5, 1] } : axisOver(all("D_real", "D_fake"), [0, 1]),
    };
  });
}

class Player {
  constructor(parent) {
    this.place = parent.querySelector(".player");
    this.button = this.place.querySelector(".play");
    this.slider = this.place.querySelector("input");
    this.output = this.place.querySelector(".now");
    const turn = () => (this.playing ? this.pause() : this.play());
    this.button.onclick = turn;
    this.hearNoKeys = onPlayKey(turn);
    this.slider.oninput = () => {
      this.pause();
      this.show(this.slider.valueAsNumber);
    };
    this.speed = 1;
    for (const button of this.place.querySelectorAll("[data-speed]")) button.onclick = () => this.choose(+button.dataset.speed);
    this.runs = [];
  }

  async hear({ data }) {
    const bytes = new Uint8Array(data);
    const [about] = split(bytes);
    if (about === this.about) return;
    this.about = about;
    this.pause();
    try {
      const message = await unpack(bytes);
      if (about === this.about) this.load(message); // else another one came meanwhile
    } catch (error) {
      console.error(error);
      this.about = undefined;
      this.place.querySelector(".runs").textContent = BROKEN;
    }
  }

  load({ runs, colors }) {
    for (const [name, color] of Object.entries(colors)) this.place.style.setProperty(`--${name}`, color);
    const place = this.place.querySelector(".runs");
    place.replaceChildren();
    place.classList.toggle("two", runs.length > 1);
    const axes = axesOf(runs);
    const sameRun = this.runs[0]?.recording.name === runs[0].name;
    const iteration = sameRun ? this.moments[this.moment] : Infinity;
    this.runs = runs.map((run, i) => new Run(place, run, axes[i]));
    this.moments = [...new Set(runs.flatMap((run) => run.iterations))].sort((a, b) => a - b);
    this.slider.max = this.moments.length - 1;
    this.output.style.minWidth = `${this.words(this.moments.length - 1).length}ch`;
    this.show(lastUpTo(this.moments, iteration));
    this.place.classList.add("ready");
  }

  show(moment) {
    this.moment = moment;
    const words = this.words(moment);
    this.slider.valueAsNumber = moment;
    this.slider.setAttribute("aria-valuetext", words);
    this.slider.style.setProperty("--done", `${(100 * moment) / (this.moments.length - 1 || 1)}%`);
    this.output.textContent = words;
    for (const run of this.runs) run.show(this.moments[moment]);
  }

  words = (moment) => `iteration ${whole(this.moments[moment])} of ${whole(this.moments.at(-1))}`;

  choose(speed) {
    this.speed = speed;
    for (const button of this.place.querySelectorAll("[data-speed]")) button.setAttribute("aria-pressed", +button.dataset.speed === speed);
  }

  play() {
    if (!this.runs.length) return;
    const run = (this.playing = {});
    this.place.classList.add("playing");
    this.button.setAttribute("aria-label", "Pause");
    if (this.moment === this.moments.length - 1) this.show(0);
    let before;
    let due = 0;
    const tick = (now) => {
      if (this.playing !== run) return;
      due += Math.min(now - (before ?? now), 250) * this.speed * (FRAMES_A_SECOND / 1000);
      before = now;
      const steps = Math.floor(due);
      due -= steps;
      if (steps) this.show(Math.min(this.moment + steps, this.moments.length - 1));
      if (this.moment === this.moments.length - 1) this.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  remove() {
    this.pause();
    this.hearNoKeys();
  }

  pause() {
    this.playing = undefined;
    this.place.classList.remove("playing");
    this.button.setAttribute("aria-label", "Play");
  }
}

export default drawnBy(Player);
