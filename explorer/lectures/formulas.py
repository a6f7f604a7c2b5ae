"""What each step of a walkthrough comes to, in one line of LaTeX, for the handout: by page and by the step's id."""

from collections.abc import Mapping

FORMULAS: Mapping[str, Mapping[str, str]] = {
    "toy_faces": {
        "a_forger_and_an_appraiser": r"z\;\xrightarrow{\;G\;}\;x=(x_1,x_2,x_3,x_4)\;\xrightarrow{\;D\;}\;D(x)\in(0,1)",
        "what_a_face_is": r"x=\begin{pmatrix}x_1&x_2\\x_3&x_4\end{pmatrix},\qquad 0\le x_i\le1",
        "one_number_tells_them_apart": r"x_1-x_2-x_3+x_4>1",
        "a_discriminator_is_that_rule": r"D(x)=\sigma(w\cdot x+b),\qquad\sigma(t)=\frac1{1+e^{-t}}",
        "a_picture_that_is_none": r"\sigma(-0.5)=\frac1{1+e^{0.5}}=0.3775<\tfrac12",
        "a_generator_draws": r"G(z)_i=\sigma(v_iz+c_i)",
        "how_wrong_is_an_answer": r"-\ln D\ \text{ for a 1},\qquad-\ln(1-D)\ \text{ for a 0}",
        "the_game": r"L_D=-\ln D(x)-\ln(1-D(G(z))),\ \ L_G=-\ln D(G(z))",
        "thirteen_slopes": r"\frac{\partial L_G}{\partial v_i}=-(1-D)\,w_i\,x_i(1-x_i)\,z",
        "put_together_one_step_each": r"v\leftarrow v-\eta\,\frac{\partial L_G}{\partial v}",
        "a_thousand_epochs": r"D=\tfrac12:\qquad L_G=\ln2=0.693,\qquad L_D=2\ln2=1.386",
        "what_has_been_learned": r"G(z)_i=\sigma(v_iz+c_i)\approx\sigma(c_i)",
        "too_fast": r"\sigma'=x(1-x)\to0\quad\text{for }x\to0\text{ and }x\to1",
        "the_map": r"D(x)=\tfrac12\iff w\cdot x+b=0",
    },
    "gaussian_1d": {
        "two_densities_and_a_detective": r"D^*(x)=\frac{p_{data}(x)}{p_{data}(x)+p_g(x)}",
        "nearer": r"\mathrm{JSD}=\tfrac12\mathrm{KL}(p_{data}\Vert m)+\tfrac12\mathrm{KL}(p_g\Vert m),\ "
        r"m=\tfrac12(p_{data}+p_g)",
        "near": r"P(D^*\text{ is right})=\tfrac12\int\max(p_{data},p_g)\,dx",
        "equal": r"p_g=p_{data}\ \Rightarrow\ D^*=\tfrac12",
        "be_the_discriminator": r"V(D,G)=\mathbb E_{x\sim p_{data}}[\ln D(x)]+\mathbb E_{x\sim p_g}[\ln(1-D(x))]",
        "the_best_d_point_by_point": r"\frac ay-\frac b{1-y}=0\ \Rightarrow\ y=\frac a{a+b}",
        "sure_and_wrong": r"V(D,G)\le V(D^*,G)=C(G)",
        "what_g_minimises": r"C(G)=-\ln4+2\,\mathrm{JSD}(p_{data}\Vert p_g)",
        "far_apart_the_jsd_says_no_more": r"\mathrm{JSD}\le\ln2,\qquad W_1=|\mu_g-\mu_{data}|\ "
        r"\text{ for equal widths}",
        "home_the_equilibrium": r"\min_G\max_DV(D,G)=-\ln4",
        "the_loss_of_the_proof": r"\frac d{dt}\ln(1-D)=-D\approx0\ \text{ where D is sure of a fake},\ \ "
        r"D=\frac1{1+e^{-t}}",
        "the_loss_that_people_use": r"\frac d{dt}(-\ln D)=-(1-D)\approx-1\quad\text{there}",
        "two_networks_and_samples": r"p_g\to p_{data},\qquad D\to D^*\to\tfrac12",
        "a_d_that_lags_behind": r"D=\tfrac12\ \text{ everywhere: }L_D=2\ln2,\quad L_G=\ln2,\ \text{ whatever G does}",
    },
    "lsgan_vs_bce": {
        "the_papers_picture": r"x\leftarrow x-\eta\,L_G'(t)\,w,\qquad t=w\cdot x+w_0",
        "who_comes_home": r"L_G'(t)=-(1-\sigma(t))\ \text{(BCE)},\quad t-c\ \text{(least squares)}",
        "a_fake_that_already_fools_d": r"-(1-\sigma(5))=-0.0067,\qquad5-c=4",
        "a_fake_that_d_rejects": r"\frac d{dt}\ln(1-\sigma(t))=-\sigma(t)\approx-e^t\quad\text{for }t\to-\infty",
        "the_mistake_in_so_much_code": r"\frac d{dt}\tfrac12(\sigma(t)-c)^2=(\sigma(t)-c)\,\sigma(t)(1-\sigma(t))",
        "home_is_where_t_is_c": r"\tfrac12(t-c)^2=0\iff w\cdot x+w_0=c",
        "and_if_d_learns_too": r"w\to0\ \Rightarrow\ \frac{\partial L_G}{\partial x}=L_G'(t)\,w\to0",
        "the_best_d_of_least_squares": r"D^*(x)=\frac{b\,p_{data}(x)+a\,p_g(x)}{p_{data}(x)+p_g(x)}",
        "what_lsgan_minimises": r"2\,C(G)=\int\frac{(p_{data}-p_g)^2}{p_{data}+p_g}\,dx=\chi^2",
        "the_other_coding": r"a=0,\ b=c=1:\qquad2\,C(G)=\tfrac14\chi^2+\tfrac12",
        "a_misprint_with_consequences": r"a=b\ \Rightarrow\ D^*=b\ \text{ everywhere}",
        "what_it_does_not_solve": r"\sigma'(s)=\sigma(s)(1-\sigma(s))\le\tfrac14\quad\text{in every layer}",
        "what_does_help_there": r"\mathrm{LeakyReLU}'(s)=1\quad\text{for }s>0",
    },
    "dynamics": {
        "two_numbers_play_a_game": r"t=\theta\psi:\ \text{D's answer to the fake}",
        "further_out_with_every_turn": r"|\mu|=\sqrt{1+\tfrac{h^2}4}>1\quad\text{for every }h>0",
        "taking_turns": r"\det M=1\ \Rightarrow\ |\mu|=1",
        "friction": r"R_1=\tfrac\gamma2\,\psi^2,\qquad\frac{d R_1}{d\psi}=\gamma\psi",
        "why_it_went_outwards": r"\lambda=\pm\tfrac i2,\qquad\mu=1+h\lambda",
        "why_gamma_1_is_critical": r"\lambda=-\tfrac\gamma2\pm\sqrt{\tfrac{\gamma^2}4-\tfrac14}",
        "too_large_a_step": r"|\mu|^2=1-\gamma h+\tfrac{h^2}4<1\iff h<4\gamma\qquad(\gamma<1)",
        "all_of_them_at_once": r"\text{near the equilibrium: }r_n\sim|\mu|^n",
        "no_overlap_no_gradient": r"\mathrm{JSD}=\ln2\ \text{ for every }\theta\ne0,\qquad W_1=|\theta|",
        "noise_makes_them_overlap": r"\mathcal N(0,\sigma^2)\ \text{ and }\ \mathcal N(\theta,\sigma^2)",
    },
    "mode_collapse": {
        "a_game_that_can_be_watched": r"\text{push on a fake }x:\quad-\frac{\partial L_G}{\partial x}",
        "one_update_slowly": r"L_D=\tfrac1n\sum_i-\ln D(x_i)+\tfrac1n\sum_i-\ln(1-D(G(z_i)))",
        "all_fakes_share_one_g": r"G_{\vartheta+\Delta\vartheta}(z)\approx G_\vartheta(z)+"
        r"\frac{\partial G(z)}{\partial\vartheta}\,\Delta\vartheta",
        "a_step_that_is_too_long": r"\Delta L\approx\nabla L\cdot\Delta\vartheta\quad\text{for small steps only}",
        "what_g_does_it_bends_a_sheet": r"G:\text{ square}\to\mathbb R^2,\ \text{continuous}",
        "a_thread_instead_of_a_sheet": r"G:\text{ interval}\to\mathbb R^2,\ \text{continuous}",
        "mode_collapse": r"L_G=\mathbb E_z[-\ln D(G(z))]:\ \text{ each fake is judged alone}",
        "one_setting_mends_it": r"m\leftarrow\beta_1m+(1-\beta_1)g,\qquad\beta_1=0:\ m=g",
        "how_good_is_perfect": r"P(\lVert x-\mu\rVert<3\sigma)=1-e^{-9/2}=98.9\,\%",
        "a_d_that_is_too_good": r"\frac d{dt}\ln(1-D)=-D\to0,\qquad D=\frac1{1+e^{-t}}",
        "the_penalty_on_a_steep_d": r"L_D+\lambda\,\mathbb E\bigl[(\lVert\nabla_xD(x)\rVert-1)^2\bigr]",
        "the_best_d_for_these_fakes": r"D^*(x)=\frac{p_{data}(x)}{p_{data}(x)+p_g(x)}",
        "points_of_your_own": r"p_{data}=\tfrac1n\sum_i\mathcal N(x_i,\sigma^2)",
        "six_cures_five_seeds": r"\text{worst seed}\le\text{the others}\le\text{best seed}",
        "two_points_at_once": r"D(x_1,x_2):\ \text{ both real, or both fake}",
    },
    "adversarial_examples": {
        "something_else_in_the_same_picture": r"\delta=\varepsilon\,\frac{g}{\lVert g\rVert_2},\qquad "
        r"g=\nabla_x\bigl(-\ln p(\text{answer}\mid x)\bigr)",
        "how_long_is_that": r"\lVert\delta\rVert_2=\sqrt{\textstyle\sum_i\delta_i^2}",
        "a_ceiling_for_every_pixel": r"\delta=\varepsilon\operatorname{sign}g,\qquad "
        r"\lVert\delta\rVert_\infty=\max_i|\delta_i|",
        "seen_as_what_you_want": r"\delta=-\varepsilon\,\frac{g}{\lVert g\rVert_2},\qquad "
        r"g=\nabla_x\bigl(-\ln p(\text{wanted}\mid x)\bigr)",
        "over_the_boundary": r"x(a,b)=x+a\,u+b\,v,\qquad u=\frac{g}{\lVert g\rVert_2},\quad v\perp u",
        "small_changes_add_up": r"w\cdot(\varepsilon\operatorname{sign}w)=\varepsilon\lVert w\rVert_1,\qquad "
        r"\operatorname{std}=\varepsilon\lVert w\rVert_2\ \text{ for random signs}",
        "the_more_pixels_the_less": r"\frac{\lVert w\rVert_1}{\lVert w\rVert_2}\le\sqrt n",
        "which_attack_is_the_strongest": r"\delta_{k+1}=\Pi_{\lVert\delta\rVert\le\varepsilon}"
        r"\bigl(\delta_k+\alpha\,g_k/\lVert g_k\rVert\bigr)",
        "from_attack_to_generator": r"x\leftarrow x+\eta\,\frac{\partial t}{\partial x},\qquad "
        r"\theta\leftarrow\theta+\eta\,\frac{\partial t}{\partial x}\,\frac{\partial x}{\partial\theta}",
        "trained_on_its_worst_cases": r"\min_\theta\,\mathbb E\,\max_{\lVert\delta\rVert\le\varepsilon}"
        r"-\ln p_\theta(y\mid x+\delta)",
    },
    "mnist_trainer": {
        "pictures_out_of_nothing": r"x=G(z),\qquad z\ \text{random}",
        "what_is_a_good_picture": r"\text{G perfect}\ \Rightarrow\ D(x)=D(G(z))=\tfrac12",
        "in_turn_again_and_again": r"\vartheta_D\leftarrow\vartheta_D-\eta\nabla L_D,\ "
        r"\text{then}\quad\vartheta_G\leftarrow\vartheta_G-\eta\nabla L_G",
        "as_simple_as_possible": r"G:\ 100\to128\to784,\qquad D:\ 784\to128\to1",
        "our_log_and_the_tutorials": r"\text{at the equilibrium: }L_G=\ln2=0.693,\ \text{D right in }50\,\%",
        "white_specks_and_convolutions": r"7\times7\times256\ \to\ 14\times14\ \to\ 28\times28",
        "one_picture_for_every_z": r"H=-\sum_{k=0}^9q_k\ln q_k\quad\text{(entropy of the digits' shares)}",
        "a_way_out": r"0\le H\le\ln10=2.30",
        "another_loss": r"L_D=\tfrac12\mathbb E[(D(x)-1)^2]+\tfrac12\mathbb E[D(G(z))^2]",
        "now_live": r"L_G=-\ln D(G(z))",
        "who_is_winning": r"D=\tfrac12:\qquad L_D=2\ln2=1.386,\qquad L_G=\ln2=0.693",
        "told_the_digit": r"x=G(z,y),\qquad D(x,y)",
        "sixes_then_eights_then_threes": r"m\leftarrow\beta_1m+(1-\beta_1)g,\qquad\beta_1=0:\ m=g",
        "side_by_side": r"L_D=\mathbb E[\max(0,1-t_{real})]+\mathbb E[\max(0,1+t_{fake})]\quad\text{(hinge)}",
        "is_it_memorised": r"\min_i\lVert G(z)-x_i\rVert",
    },
    "autoencoders": {
        "two_numbers_for_a_picture": r"784\to256\to2\to256\to784",
        "the_best_straight_code": r"\hat x=\bar x+U_k^{\top}U_k\,(x-\bar x)",
        "one_that_bends": r"h=\mathrm{ReLU}(W_1x+b_1),\quad z=W_2h+b_2",
        "mean_absolute_error": r"\arg\min_c\mathbb E\,|x-c|=\text{median},\qquad"
        r"\arg\min_c\mathbb E\,(x-c)^2=\mathbb E\,x",
        "the_decoder_alone": r"\hat x=\sigma(W_4\,\mathrm{ReLU}(W_3z+b_3)+b_4)",
        "holes": r"z\sim\mathcal N(m,C),\quad m=\tfrac1n\sum_iz_i,\ C=\tfrac1n\sum_i(z_i-m)(z_i-m)^{\top}",
        "a_walk": r"\hat x(s)=\text{decoder}((1-s)\,z_0+s\,z_1)",
        "not_a_point_but_a_cloud": r"z=\mu+\sigma\varepsilon,\qquad\varepsilon\sim\mathcal N(0,I)",
        "a_good_picture_and_a_cheap_code": r"-\mathrm{ELBO}=\mathbb E_q[-\ln p(x|z)]+\mathrm{KL}(q(z|x)\Vert p(z))",
        "coordinates_that_die": r"\mathbb E_q[-\ln p(x|z)]+\beta\,\mathrm{KL}(q(z|x)\Vert p(z))",
        "all_that_it_draws": r"z_i=\Phi^{-1}\bigl(\tfrac{i+1/2}{15}\bigr)",
        "a_bound_that_can_be_seen": r"\mathrm{ELBO}=\mathbb E_q[\ln p(x|z)]-\mathrm{KL}(q\Vert p(z))\le\ln p(x)",
        "the_gap_is_gone": r"\ln p(x)-\mathrm{ELBO}=\mathrm{KL}(q\Vert p(z|x))",
        "through_the_sample_or_past_it": r"\frac d{d\mu}\mathbb E[f(z)]=\mathbb E[f'(\mu+\sigma\varepsilon)]="
        r"\mathbb E[f(z)\,\varepsilon/\sigma]",
        "where_no_slope_leads": r"\frac d{d\mu}P(z>0)=\frac1\sigma\,\varphi(\mu/\sigma)=0.242",
        "linear_and_exact": r"x|z\sim\mathcal N(Wz+m,\,s^2I)\ \Rightarrow\ x\sim\mathcal N(m,\,WW^\top+s^2I)",
        "three_ways_to_learn_it": r"\mathbb E_x\|x-\hat x\|^2,\qquad-\mathrm{ELBO},\qquad-\mathbb E_z\ln D(G(z))",
        "cover_or_be_sharp": r"-\mathrm{ELBO}=\mathbb E_\varepsilon\frac{\lVert x-\hat x(z)\rVert^2}{2s^2}"
        r"+\mathrm{KL}(q(z|x)\Vert p(z))+2\ln s+\ln2\pi",
    },
}
