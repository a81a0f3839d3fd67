package tui_test
import ("testing";"fmt";"halfday/tui/tuitest";"halfday/tui/ui")
func TestZZ(t *testing.T){
 e := tuitest.Start(t, tuitest.Env(t), ui.Route{}, 80, 24)
 e.Wait("No visits yet")
 fmt.Println(e.Screen())
 e.Press("t")
 e.Wait("Sallowby")
 fmt.Println(e.Screen())
 fmt.Printf("%q\n", e.Written()[:min(700,len(e.Written()))])
 for _,k:=range []string{"2","3","4"} { e.Press(k); e.Wait(map[string]string{"2":"To decide","3":"09:00","4":"What do you hear"}[k]); fmt.Println(e.Screen()) }
 e.Type("+ hello there #3b @pupils")
 e.Wait("speaking: Pupil")
 fmt.Println(e.Screen())
 e.Press("\r"); e.Wait("Saved")
 fmt.Println(e.Screen())
 e.Press("\x1b"); e.Press("5"); e.Wait("claimed")
 fmt.Println(e.Screen())
 e.Press("6"); e.Wait("Areas for dev")
 fmt.Println(e.Screen())
 e.Quit()
 fmt.Printf("%q\n", e.Written()[len(e.Written())-300:])
}
